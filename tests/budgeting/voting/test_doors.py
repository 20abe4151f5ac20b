"""One table over every door: the domain, the page and the API refuse the same thing with the same code, and write nothing."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from rest_framework.test import APIClient

from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.finding import find_receipt
from budgeting.voting.models import SealedBallot, VotingGroup, VotingNotice
from civic.accounts.actors import System
from civic.common.refusals import Refusal
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def somebody(code):
    """The person whom the code is for, and the vote in which it is said."""
    people = {
        "accounts.sign_in_first": None,
        "voting.not_verified": factories.a_person("newcomer"),
        "voting.wrong_basis": factories.a_resident("owner"),
    }
    if code == "voting.wrong_basis":
        people[code].residency.basis = "organisation"
        people[code].residency.save()
    person = people.get(code, factories.a_resident("kim"))
    vote = making.a_vote(
        change_until_close=code != "voting.already_cast",
        minimum_age=18 if code == "voting.age_not_shown" else None,
        prepared=code != "voting.not_prepared",
        open_now=code != "voting.not_open",
    )
    if code == "voting.not_on_roll":
        person = factories.a_resident("late")
    if code == "voting.already_cast":
        vote.cast(person, 0)
    if code == "voting.closed":
        vote.end()
    return person, vote


def by_domain(person, vote, choices):
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(Refusal) as no:
        cast_ballot(person or AnonymousUser(), vote.cycle, choices, uuid4())
    return no.value.code


def by_page(person, vote, choices):
    client = Client()
    if person:
        client.force_login(person)
    pairs = [f"{key}:{number}" for key, chosen in choices.items() for number in chosen]
    answer = client.post(f"/vote/{vote.cycle.slug}/review/", {"key": str(uuid4()), "choice": pairs})
    if answer.status_code == 302:
        assert answer.url.startswith("/account/login/")
        return "accounts.sign_in_first"
    return answer["X-Refusal"]


def by_api(person, vote, choices):
    client = APIClient()
    if person:
        client.force_login(person)
    answer = client.post(
        f"/api/v1/votes/{vote.cycle.slug}/ballots/",
        {"choices": choices},
        format="json",
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert answer["Content-Type"] == "application/problem+json"
    return answer.json()["type"].rpartition(":")[2]


CODES = [
    "accounts.sign_in_first",
    "voting.not_prepared",
    "voting.not_open",
    "voting.closed",
    "voting.not_verified",
    "voting.wrong_basis",
    "voting.not_on_roll",
    "voting.age_not_shown",
    "voting.already_cast",
    "voting.not_on_ballot",
]


@pytest.mark.parametrize("door", [by_domain, by_page, by_api])
@pytest.mark.parametrize("code", CODES)
def test_every_door_says_the_same_no(door, code):
    person, vote = somebody(code)
    choices = {vote.envelope.key: ["nonsense"]} if code == "voting.not_on_ballot" else vote.choose(0)
    before = SealedBallot.objects.count()
    assert door(person, vote, choices) == code
    assert SealedBallot.objects.count() == before
    assert VotingNotice.objects.count() == before


def test_the_platform_itself_cannot_vote(kim):
    vote = making.a_vote()
    with pytest.raises(Refusal) as no:
        cast_ballot(System("test"), vote.cycle, vote.choose(0), uuid4())
    assert no.value.code == "accounts.not_allowed"


@pytest.mark.parametrize(
    "role", ["moderator", "officer", "host", "secretary", "budget", "publisher", "administrator"]
)
def test_no_role_of_the_staff_lets_anybody_vote_or_vote_for_others(role):
    member = factories.a_staff_member("member", role)
    vote = making.a_vote()
    with pytest.raises(Refusal):
        cast_ballot(member, vote.cycle, vote.choose(0), uuid4())


@pytest.mark.parametrize("role", ["moderator", "officer", "host", "secretary", "publisher"])
@pytest.mark.parametrize("act", ["prepare", "close"])
def test_only_the_budget_officer_prepares_and_closes(client, role, act, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = making.a_vote(prepared=act == "close", open_now=False)
    client.force_login(factories.a_staff_member("member", role))
    answer = client.post(f"/vote/{vote.cycle.slug}/{act}/")
    assert answer.status_code == 403
    assert not VotingGroup.objects.filter(closed_at__isnull=False).exists()
    assert VotingGroup.objects.filter(cycle=vote.cycle).exists() == (act == "close")


def test_a_program_reads_the_ballot_casts_and_looks_its_receipt_up(kim):
    vote, key = making.a_vote(), str(uuid4())
    client = APIClient()
    client.force_login(kim)
    address = f"/api/v1/votes/{vote.cycle.slug}/"
    ballot = client.get(address).json()
    assert ballot["may_vote"]
    assert ballot["times_cast"] == 0
    assert len(ballot["envelopes"][0]["projects"]) == 3
    first = client.post(
        f"{address}ballots/", {"choices": vote.choose(1)}, format="json", headers={"Idempotency-Key": key}
    )
    again = client.post(
        f"{address}ballots/", {"choices": vote.choose(1)}, format="json", headers={"Idempotency-Key": key}
    )
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["receipt"] == again.json()["receipt"]
    other = client.post(
        f"{address}ballots/", {"choices": vote.choose(2)}, format="json", headers={"Idempotency-Key": key}
    )
    assert other.status_code == 422
    assert other.json()["type"].endswith("voting.same_key_other_ballot")
    found = (
        APIClient().post("/api/v1/votes/receipt/", {"code": first.json()["receipt"]}, format="json").json()
    )
    assert found == {
        "state": "in_box",
        "vote": vote.cycle.slug,
        "index": None,
        "choices": None,
        "points": None,
        "voter_class": None,
        "void_in": None,
    }


def test_a_program_must_bring_a_key_of_its_own(kim):
    vote = making.a_vote()
    client = APIClient()
    client.force_login(kim)
    answer = client.post(f"/api/v1/votes/{vote.cycle.slug}/ballots/", {"choices": {}}, format="json")
    assert answer.status_code == 422
    assert not SealedBallot.objects.exists()


def without_token(response):
    """The page, but for what stands in each form against forgery."""
    assert response.status_code == 200
    return re.sub(r'(?<=csrfmiddlewaretoken" value=")\w+', "", response.content.decode())


def test_while_the_vote_is_open_no_address_tells_a_choice_or_a_count(client, oh, jang, admin, kim, settings):
    settings.DEMO_MODE = (
        True  # staff need no second factor here, so that their requests get as far as they can
    )
    vote = making.a_vote()
    awaited = without_token(client.get(f"/results/{vote.cycle.slug}/"))
    vote.cast(kim, 0)
    assert without_token(client.get(f"/results/{vote.cycle.slug}/")) == awaited
    for person in (None, kim, oh, jang, admin):
        if person:
            client.force_login(person)
        for path in (
            f"/api/v1/results/{vote.cycle.slug}/",
            f"/results/{vote.cycle.slug}/files/result.json",
        ):
            assert client.get(path).status_code == 404
        ballot = client.get(f"/api/v1/votes/{vote.cycle.slug}/").json()
        assert ballot["voters"] is None
    assert find_receipt(vote.cast(kim, 1).code).opened is None


def test_who_may_not_vote_hears_that_and_not_which_field_is_wrong(db):
    vote = making.a_vote()
    refused = APIClient().post(f"/api/v1/votes/{vote.cycle.slug}/ballots/", {}, format="json")
    assert (refused.status_code, refused.json()["type"]) == (401, "urn:civic:problem:accounts.sign_in_first")
