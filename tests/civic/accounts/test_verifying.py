"""One natural person is verified once, by a code that is used once."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test import Client

from civic.accounts import actions
from civic.accounts.domain.leaving import leave
from civic.accounts.domain.verifying import TRIES_AN_HOUR, issue_code, verify_residency
from civic.accounts.models import Residency, User, VerificationCode
from civic.accounts.refusals import AlreadyVerified, CodeUnknown, TooManyTries, VerifiedElsewhere
from civic.common.clock import now
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from tests import factories


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


@pytest.fixture
def registrar(db: None) -> User:
    return factories.a_staff_member("registrar", "registrar")


def a_code(registrar: User, identifier: str = "register-1", borough: str = "1111000000") -> str:
    return issue_code(
        registrar, identifier=identifier, area=factories.a_borough(borough), basis="resident", at=now()
    )


def test_a_code_verifies_where_a_person_belongs(registrar: User, newcomer: User) -> None:
    residency = verify_residency(newcomer, code=a_code(registrar).lower(), at=now())
    assert residency.area_id == "1111000000"


def test_an_age_band_is_kept_where_the_person_stated_one(registrar: User, newcomer: User) -> None:
    code = issue_code(
        registrar, identifier="r", area=factories.a_borough(), basis="resident", at=now(), age_band="40"
    )
    assert verify_residency(newcomer, code=code, at=now()).age_band == "40"
    assert verify_residency(newcomer, code=a_code(registrar, "r"), at=now()).age_band == ""


def with_age(registrar: User, age: int | None) -> str:
    return issue_code(
        registrar, identifier="r", area=factories.a_borough(), basis="resident", at=now(), proven_age=age
    )


def test_an_age_that_was_shown_stays_and_only_a_greater_one_takes_its_place(
    registrar: User, newcomer: User
) -> None:
    for age, stays in ((None, None), (16, 16), (None, 16), (19, 19), (18, 19)):
        residency = verify_residency(newcomer, code=with_age(registrar, age), at=now())
        assert Residency.objects.get().proven_age == residency.proven_age == stays
    assert Residency.objects.get().age_proven_on is not None
    leave(newcomer, at=now())
    assert Residency.objects.get().proven_age is None


def test_only_registrars_issue_codes(park: User) -> None:
    with pytest.raises(NotAllowed):
        a_code(park)
    assert not VerificationCode.objects.exists()


def test_a_code_works_once(registrar: User, newcomer: User) -> None:
    code = a_code(registrar)
    verify_residency(newcomer, code=code, at=now())
    with pytest.raises(CodeUnknown):
        verify_residency(factories.a_person("other"), code=code, at=now())


def test_one_natural_person_cannot_verify_two_accounts(registrar: User, newcomer: User) -> None:
    verify_residency(newcomer, code=a_code(registrar), at=now())
    with pytest.raises(VerifiedElsewhere):
        verify_residency(factories.a_person("second-account"), code=a_code(registrar), at=now())
    assert Residency.objects.count() == 1


def test_somebody_who_moved_gets_the_new_area(registrar: User, newcomer: User) -> None:
    verify_residency(newcomer, code=a_code(registrar), at=now())
    moved = verify_residency(newcomer, code=a_code(registrar, borough="1129000000"), at=now())
    assert moved.area_id == "1129000000"


def test_an_account_cannot_become_another_person(registrar: User, newcomer: User) -> None:
    verify_residency(newcomer, code=a_code(registrar), at=now())
    with pytest.raises(AlreadyVerified):
        verify_residency(newcomer, code=a_code(registrar, identifier="register-2"), at=now())


def test_guessing_codes_is_stopped(newcomer: User) -> None:
    for _ in range(TRIES_AN_HOUR):
        with pytest.raises(CodeUnknown):
            verify_residency(newcomer, code="AAAAA-22222", at=now())
    with pytest.raises(TooManyTries):
        verify_residency(newcomer, code="AAAAA-22222", at=now())


def test_the_page_keeps_what_was_typed_and_says_what_to_do(client: Client, newcomer: User) -> None:
    client.force_login(newcomer)
    response = client.post("/account/residency/", {"code": "WRONG-CODE2"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "WRONG-CODE2" in page
    assert str(CodeUnknown.forward) in page


def test_the_page_verifies_and_leads_back_to_the_vote(
    client: Client, registrar: User, newcomer: User
) -> None:
    client.force_login(newcomer)
    response = client.post("/account/residency/", {"code": a_code(registrar), "next": "/vote/"})
    assert response.status_code == 302
    assert response["Location"] == "/vote/"
    assert Residency.objects.get(user=newcomer).method == "code"


def test_visitors_are_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/account/residency/").status_code == 302
    with pytest.raises(SignInFirst):
        actions.verify_residency.require(AnonymousUser())


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_accounts_at_the_same_moment_verify_one_person_once() -> None:
    registrar = factories.a_staff_member("registrar", "registrar")
    people = [factories.a_person(f"racer{i}") for i in range(4)]
    codes = [a_code(registrar) for _ in people]
    outcomes = in_parallel(
        [lambda p=p, c=c: verify_residency(p, code=c, at=now()) for p, c in zip(people, codes, strict=True)]
    )
    assert Residency.objects.count() == 1
    assert outcomes.count("accounts.verified_elsewhere") == 3


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_ages_shown_at_the_same_moment_the_greater_one_stays() -> None:
    registrar = factories.a_staff_member("registrar", "registrar")
    for number in range(4):
        person = factories.a_person(f"racer{number}")
        verify_residency(person, code=a_code(registrar, f"r{number}"), at=now())
        codes = [
            issue_code(
                registrar, identifier=f"r{number}", area=factories.a_borough(), basis="resident", at=now(), proven_age=age
            )
            for age in (14, 19, 16, 18)
        ]  # fmt: skip
        acts = [lambda p=person, c=code: verify_residency(p, code=c, at=now()) for code in codes]
        assert in_parallel(acts) == ["done"] * 4
        assert Residency.objects.get(user=person).proven_age == 19


def in_parallel(acts: list[Callable[[], object]]) -> list[str]:
    """Run the acts in threads released together; gives "done" or the refusal's code for each."""
    barrier = Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
