"""A city's identity service issues codes by program: the same rule and the same code as at the desk."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from civic.accounts.domain.verifying import issue_code, verify_residency
from civic.accounts.models import User, VerificationCode
from civic.accounts.refusals import VerifiedElsewhere
from civic.api.domain.tokens import make_token
from civic.audit.models import Entry
from civic.common.clock import now
from tests import factories

pytestmark = pytest.mark.django_db
CI = "Q0kgdmFsdWUgb2YgYSBwZXJzb24gd2hvIGRvZXMgbm90IGV4aXN0"


@pytest.fixture
def registrar() -> User:
    cache.clear()
    person = factories.a_staff_member("registrar", "registrar")
    factories.a_second_factor(person)
    return person


def ask(client: Client, person: User, scopes: list[str] | None = None, **more: Any) -> Any:
    secret = make_token(person, name="gateway", days=30, scopes=scopes or ["office"]).secret
    body = {"identifier": CI, "area": factories.a_borough().code, **more}
    return client.post(
        "/api/v1/verification-codes/", body, content_type="application/json",
        headers={"Authorization": f"Token {secret}"},
    )  # fmt: skip


def test_a_code_from_the_service_verifies_a_person_as_one_from_the_desk_does(
    client: Client, registrar: User, newcomer: User
) -> None:
    answer = ask(client, registrar, basis="works", proven_age=19, age_band="20")
    assert (answer.status_code, answer["Cache-Control"]) == (201, "no-store, private")
    residency = verify_residency(newcomer, code=answer.json()["code"], at=now())
    assert (residency.basis, residency.proven_age, residency.age_band) == ("works", 19, "20")
    assert answer.json()["valid_until"] > now().isoformat()


def test_one_person_by_two_doors_is_one_person(client: Client, registrar: User, newcomer: User) -> None:
    verify_residency(newcomer, code=ask(client, registrar).json()["code"], at=now())
    desk = issue_code(registrar, identifier=CI, area=factories.a_borough(), basis="resident", at=now())
    with pytest.raises(VerifiedElsewhere):
        verify_residency(factories.a_person("other"), code=desk, at=now())


def test_neither_the_code_nor_the_identifier_is_kept(client: Client, registrar: User) -> None:
    code = ask(client, registrar).json()["code"]
    row = VerificationCode.objects.get()
    kept = f"{vars(row)} {[entry.data for entry in Entry.objects.all()]}"
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert CI not in kept


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"area": "0000000000"}, "area"),
        ({"area": "1100000000"}, "area"),
        ({"identifier": ""}, "identifier"),
        ({"proven_age": 17}, "proven_age"),
        ({"basis": "visits"}, "basis"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_issued(
    client: Client, registrar: User, wrong: dict[str, Any], field: str
) -> None:
    answer = ask(client, registrar, **wrong)
    assert answer.status_code == 422
    assert field in str(answer.json())
    assert not VerificationCode.objects.exists()


@pytest.mark.parametrize("scopes", [["read"], ["read", "take_part", "vote"]])
def test_a_token_that_is_not_for_the_office_issues_nothing(
    client: Client, registrar: User, scopes: list[str]
) -> None:
    assert ask(client, registrar, scopes).status_code == 403
    assert not VerificationCode.objects.exists()


def test_only_a_registrar_issues_codes(client: Client, kim: User) -> None:
    assert ask(client, kim).status_code == 403
    assert not VerificationCode.objects.exists()
