"""A cycle's sums are in its own currency, on pages, for programs and in files."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction
from rest_framework.test import APIClient

from budgeting.counting.amounts import money
from budgeting.cycles.models import Cycle, Project
from budgeting.results.domain.importing.writing import currency_of
from budgeting.results.domain.packing import path_of
from civic.common.money import Currency, amount_text
from civic.opendata.catalogue import registry as datasets
from tests import factories
from tests.budgeting.results.test_importing import ELECTION


@pytest.fixture
def imported(db, tmp_path, settings):
    settings.BALLOT_FILE_MINIMUM = 1
    (tmp_path / "election.pb").write_text(ELECTION)
    call_command("import_pabulib", str(tmp_path / "election.pb"))
    return Cycle.objects.get()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_show_the_currency_of_the_file_and_its_cents(client, imported, language):
    client.cookies["django_language"] = language
    project = Project.objects.get(number="L1")
    for path, sums in (
        (f"/budget/{imported.slug}/", ["1,000.50 PLN", "600.25 PLN"]),
        (f"/budget/projects/{project.pk}/", ["600.25 PLN"]),
        (f"/results/{imported.slug}/", ["1,000.50 PLN", "600.25 PLN"]),
    ):
        page = client.get(path).content.decode()
        for shown in sums:
            assert shown in page, path
        assert "₩" not in page, path
        assert not any(f"{number}원" in page for number in ("25", "50", "00")), path


def test_programs_and_files_name_it(imported):
    assert (imported.currency, imported.money_unit) == ("PLN", 100)
    answer = APIClient().get(f"/api/v1/cycles/{imported.slug}/").json()
    assert (answer["currency"], answer["money_unit"]) == ("PLN", 100)
    assert APIClient().get(f"/api/v1/results/{imported.slug}/").json()["currency"] == "PLN"
    row = next(row for row in datasets["budget-projects"].rows() if row["number"] == "L1")
    assert (row["cost"], row["currency"], row["unit"]) == (60_025, "PLN", 100)
    with default_storage.open(path_of(imported, "main.pb")) as file:
        assert "currency;PLN" in file.read().decode()


def test_it_is_frozen_with_the_rules(imported):
    for change in ({"currency": "EUR"}, {"money_unit": 1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Cycle.objects.filter(pk=imported.pk).update(**change)
    ahead = Cycle.objects.create(process=factories.a_process("budget"), slug="ahead", budget_year=2029)
    assert Cycle.objects.filter(pk=ahead.pk).update(currency="EUR", money_unit=100) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.filter(pk=ahead.pk).update(currency="zł")


@pytest.mark.parametrize(("stated", "code"), [("", "KRW"), ("eur ", "EUR"), ("złoty", "XXX"), ("Zł", "XXX")])
def test_what_a_file_states_becomes_a_code(stated, code):
    assert currency_of(stated) == code


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("unit", [1, 100])
@pytest.mark.parametrize("amount", [0, 1, 5, 99, 100, 101, 1_250, 140_477_568, 10**12, -60_025, -7])
def test_pages_and_the_words_of_a_count_write_a_sum_alike(amount, unit, language):
    assert amount_text(amount, Currency("PLN", unit), language) == money(
        amount, language, unit=unit, currency="PLN"
    )


def test_won_are_said_as_people_say_them():
    assert amount_text(1_250_000_000, language="ko") == "12억 5,000만 원"
    assert amount_text(9_500, Currency(), "en") == "₩9,500"
