"""Setting a cycle up step by step: nothing that was typed is lost, and what comes out is what was checked."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from budgeting.cycles import wizard
from budgeting.cycles.models import Cycle, CycleDraft, RuleSet
from budgeting.cycles.presets import DAYS
from civic.accounts.models import User
from civic.common.clock import now
from civic.processes.models import Phase
from tests import factories
from tests.budgeting.cycles.sending import typed
from tests.budgeting.cycles.test_doors import sign_in

pytestmark = pytest.mark.django_db
NEW = "/budget/desk/new/"


def basics(title: str = "2028 시민참여예산") -> dict[str, Any]:
    return {"title": title, "title_en": "", "budget_year": "2028", "area": factories.a_city().pk}


def walk(client: Client, start: str, **rules: Any) -> CycleDraft:
    """Through all steps, changing some rules on the way."""
    client.post(NEW, basics())
    draft = CycleDraft.objects.latest("id")
    client.post(f"/budget/desk/drafts/{draft.pk}/start/", {"start": start})
    for step in ("envelopes", "rules", "dates"):
        draft.refresh_from_db()
        data = typed(wizard.form_of(draft, step))
        if step == "rules":
            data |= rules
        if step == "dates":
            data["opens_on"] = (now() + timedelta(days=5)).date().isoformat()
        answer = client.post(f"/budget/desk/drafts/{draft.pk}/{step}/", data)
        assert answer.status_code == 302, answer.content.decode()
    draft.refresh_from_db()
    return draft


def test_a_cycle_is_made_in_steps_seen_as_a_citizen_and_hidden_until_published(
    client: Client, oh: User, jang: User
) -> None:
    sign_in(client, oh)
    draft = walk(client, "busan", minimum_age="14", invalid_rule="void", tie_2="committee")
    page = client.get(f"/budget/desk/drafts/{draft.pk}/check/").content.decode()
    for words in ("2028 시민참여예산", "130억 원", "14"):
        assert words in page
    made = client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    assert made["Location"] == "/budget/desk/2028/"
    assert not CycleDraft.objects.exists()
    cycle = Cycle.objects.get(slug="2028")
    assert (cycle.rules.minimum_age, cycle.rules.invalid_rule) == (14, "void")
    assert cycle.rules.tie_break == ["votes", "committee", "lot"]
    assert list(cycle.envelopes.values_list("key", "picks_max")) == [("city", 3), ("local", 7)]
    preview = client.get("/budget/2028/?preview=1").content.decode()
    assert "/budget/desk/2028/" in preview
    assert Client().get("/budget/2028/?preview=1").status_code == 404
    assert client.post("/budget/desk/2028/publish/").status_code == 302
    assert Client().get("/budget/2028/").status_code == 200
    sign_in(client, jang)
    assert client.get("/budget/desk/2028/").headers["X-Refusal"] == "accounts.not_allowed"


def test_what_was_typed_stays_when_something_is_wrong_and_when_one_comes_back(
    client: Client, oh: User
) -> None:
    sign_in(client, oh)
    answer = client.post(NEW, basics() | {"budget_year": "스물여덟", "title_en": "Half a title"})
    assert answer.status_code == 422
    draft = CycleDraft.objects.get()
    page = client.get(f"/budget/desk/drafts/{draft.pk}/basics/").content.decode()
    assert "Half a title" in page
    assert "스물여덟" in page
    assert f"/budget/desk/drafts/{draft.pk}/basics/" in client.get(NEW).content.decode()
    assert client.get(f"/budget/desk/drafts/{draft.pk}/check/")["Location"].endswith("/basics/")


def test_nobody_opens_the_draft_of_another(client: Client, oh: User) -> None:
    draft = CycleDraft.objects.create(owner=oh, data={"basics": {}})
    sign_in(client, factories.a_staff_member("second", "budget"))
    assert client.get(f"/budget/desk/drafts/{draft.pk}/basics/").status_code == 404


def test_last_years_cycle_is_copied_with_rules_envelopes_and_lengths(client: Client, oh: User) -> None:
    last = factories.a_cycle("review")
    factories.with_rules(last, minimum_age=12, objection_days=10, count_rule="greedy-exclusive")
    factories.an_envelope(last, amount=777_000_000, picks_max=4, event_ceiling=5_000_000)
    sign_in(client, oh)
    draft = walk(client, f"copy:{last.slug}")
    client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    rules = RuleSet.objects.latest("id")
    assert (rules.minimum_age, rules.objection_days) == (12, 10)
    copied = rules.cycle.envelopes.get()
    assert (copied.amount, copied.picks_max, copied.event_ceiling) == (777_000_000, 4, 5_000_000)
    old = {phase.kind: (phase.closes_at - phase.opens_at).days for phase in last.process.phases.all()}
    new = {phase.kind: (phase.closes_at - phase.opens_at).days for phase in rules.cycle.process.phases.all()}
    assert {kind: max(days, 1) for kind, days in old.items()} == {kind: new[kind] for kind in old}


def test_a_copy_keeps_every_envelope_of_the_largest_province(client: Client, oh: User) -> None:
    last = factories.a_cycle("review")
    factories.with_rules(last)
    for position in range(32):  # the shared one and those of 31 districts
        factories.an_envelope(last, amount=1_000_000 + position, position=position)
    sign_in(client, oh)
    draft = walk(client, f"copy:{last.slug}")
    client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    assert RuleSet.objects.latest("id").cycle.envelopes.count() == 32


def test_more_rows_than_any_city_has_envelopes_are_refused_and_not_made(client: Client, oh: User) -> None:
    sign_in(client, oh)
    draft = walk(client, "seoul")
    client.cookies["django_language"] = "en"
    sent = {
        "form-TOTAL_FORMS": "1000",
        "form-INITIAL_FORMS": "0",
        "form-0-name": "동네",
        "form-0-amount": "1",
    }
    answer = client.post(f"/budget/desk/drafts/{draft.pk}/envelopes/", sent)
    assert answer.status_code == 422
    assert "There are too many rows: 50 are possible." in answer.content.decode()
    assert 'name="form-50-name"' not in answer.content.decode()


def test_a_cycle_in_another_currency_is_shown_in_it_and_a_copy_keeps_it(client: Client, oh: User) -> None:
    sign_in(client, oh)
    draft = walk(client, "knapsack", minimum_age="18")
    client.post(f"/budget/desk/drafts/{draft.pk}/start/", {"start": "knapsack", "currency": "EUR"})
    page = client.get(f"/budget/desk/drafts/{draft.pk}/check/").content.decode()
    assert "1,000,000,000 EUR" in page  # the envelopes typed before stay, and are in euro now
    assert "억 원" not in page.split("<main")[1]
    client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    made = Cycle.objects.latest("id")
    assert (made.currency, made.money_unit, made.rules.minimum_age) == ("EUR", 1, 18)
    copied = walk(client, f"copy:{made.slug}")
    client.post(f"/budget/desk/drafts/{copied.pk}/check/")
    assert Cycle.objects.latest("id").currency == "EUR"


def test_a_currency_that_is_none_is_refused(client: Client, oh: User) -> None:
    sign_in(client, oh)
    draft = walk(client, "seoul")
    answer = client.post(f"/budget/desk/drafts/{draft.pk}/start/", {"start": "seoul", "currency": "WON"})
    assert answer.status_code == 422


def test_the_phases_of_a_new_cycle_touch(client: Client, oh: User) -> None:
    sign_in(client, oh)
    draft = walk(client, "seoul")
    client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    phases = list(Phase.objects.order_by("opens_at"))
    assert [phase.kind for phase in phases] == list(DAYS)
    assert all(before.closes_at == after.opens_at for before, after in pairwise(phases))


WRONG = {
    "weights": ({"weight_citizens": "90"}, "weight_citizens"),
    "ties": ({"tie_2": "votes"}, "tie_2"),
    "classes counted alike": ({"weight_citizens": "50", "weight_committee": "50"}, "count_rule"),
    "a class that shows people": ({"class_minimum": "9"}, "class_minimum"),
    "an age that nobody can show": ({"minimum_age": "17"}, "minimum_age"),
    "nobody may vote": ({"electorate": []}, "electorate"),
}


@pytest.mark.parametrize("case", WRONG)
def test_rules_that_cannot_be_are_said_beside_the_field(case: str, client: Client, oh: User) -> None:
    given, field = WRONG[case]
    sign_in(client, oh)
    draft = walk(client, "seoul")
    data = typed(wizard.form_of(draft, "rules")) | given
    answer = client.post(f"/budget/desk/drafts/{draft.pk}/rules/", data)
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert field in wizard.form_of(draft, "rules").errors


def test_graduates_are_weighed_with_the_least_number_that_was_typed(client: Client, oh: User) -> None:
    sign_in(client, oh)
    draft = walk(client, "seoul")
    weights = {"weight_citizens": "80", "weight_graduates": "20", "count_rule": "class-weighted"}
    data = typed(wizard.form_of(draft, "rules")) | weights | {"class_minimum": "25"}
    client.post(f"/budget/desk/drafts/{draft.pk}/rules/", data)
    client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    rules = RuleSet.objects.latest("id")
    assert (rules.weights, rules.class_minimum) == ({"citizens": 80, "graduates": 20}, 25)


def test_another_beginning_lets_envelopes_and_rules_begin_anew(client: Client, oh: User) -> None:
    sign_in(client, oh)
    draft = walk(client, "seoul")
    client.post(f"/budget/desk/drafts/{draft.pk}/start/", {"start": "seoul-2021"})
    draft.refresh_from_db()
    assert {"envelopes", "rules"}.isdisjoint(draft.data)
    assert [form.initial["picks_max"] for form in wizard.form_of(draft, "envelopes").initial_forms] == [
        7,
        3,
        None,
    ]


def test_rows_that_did_not_arrive_whole_are_told_and_begin_anew(client: Client, oh: User) -> None:
    """Without the hidden counts nobody knows how many envelopes were sent: the page says so, and opened anew has rows."""
    sign_in(client, oh)
    client.post(NEW, basics())
    draft = CycleDraft.objects.latest("id")
    client.post(f"/budget/desk/drafts/{draft.pk}/start/", {"start": "seoul"})
    path = f"/budget/desk/drafts/{draft.pk}/envelopes/"
    client.cookies["django_language"] = "en"
    broken = client.post(path, {"form-0-name": "시정 분야"})
    assert broken.status_code == 422
    assert "The rows did not arrive whole. Please open the page anew" in broken.content.decode()
    assert "ManagementForm" not in broken.content.decode()
    assert 'name="form-0-name"' in client.get(path).content.decode()


def test_what_is_wrong_in_an_envelope_is_said_above_with_the_way_to_its_field(
    client: Client, oh: User
) -> None:
    sign_in(client, oh)
    client.post(NEW, basics())
    draft = CycleDraft.objects.latest("id")
    client.cookies["django_language"] = "en"
    sent = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-name": "동네"}
    page = client.post(f"/budget/desk/drafts/{draft.pk}/envelopes/", sent).content.decode()
    assert '<a href="#id_form-1-amount">2. Money in the envelope: An envelope needs money.</a>' in page
    assert "<title>Error:" in page


@pytest.mark.parametrize("field", ["title", "budget_year", "area", "strange\0"])
def test_a_letter_that_the_database_cannot_hold_is_no_fault(field: str, client: Client, oh: User) -> None:
    sign_in(client, oh)
    assert client.post(NEW, basics() | {field: "\0 7"}).status_code in (302, 422)
    assert "\0" not in str(CycleDraft.objects.get().data)
