"""A receipt looked up after the publication says where the rules made the ballot void, and says so of no other."""

from uuid import uuid4

import pytest
from django.test import Client
from rest_framework.test import APIClient

from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import EnvelopeCount
from budgeting.voting.domain.casting import cast_ballot
from tests import factories
from tests.budgeting.voting import making
from tests.budgeting.voting.making import Vote

pytestmark = pytest.mark.django_db
VOID, COUNTED = "By the rules of this vote it is void.", "Your ballot is in the box and was counted."
HERE = "Void in this envelope, by the rules of this vote"


def published(vote: Vote) -> None:
    vote.close()
    count_votes(factories.a_staff_member("oh", "budget"), making.fresh(vote.cycle))
    publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(vote.cycle))


def page(code: str) -> str:
    client = Client()
    client.cookies["django_language"] = "en"
    return client.post("/vote/receipt/", {"code": code}).content.decode()


def by_program(code: str) -> dict[str, object]:
    answer: dict[str, object] = (
        APIClient().post("/api/v1/votes/receipt/", {"code": code}, format="json").json()
    )
    return answer


@pytest.mark.parametrize(
    ("limits", "places", "points"),
    [
        ({"picks_max": 2}, (0, 1, 2), ()),
        ({"picks_min": 2, "picks_max": 2}, (0,), ()),
        ({"method": "cumulative", "picks_max": None, "points": 5}, (0, 1), (4, 4)),
        ({"picks_max": 3, "budget_limit": 400}, (0, 1), ()),
    ],
)
def test_a_ballot_that_the_rules_made_void_is_not_called_counted(limits, places, points):
    spoilt, whole = making.voters(2)
    vote = making.a_vote(invalid_rule="void", **limits)
    void = vote.cast(spoilt, *places, points=points)
    good = vote.cast(whole, *([0, 1] if limits.get("picks_min") else [0]), points=[5] if points else ())
    for one in (void, good):
        assert VOID not in page(one.code), "before the publication nothing is told of what is in a ballot"
        assert by_program(one.code)["void_in"] is None
    published(vote)
    assert EnvelopeCount.objects.get().voids == 1
    shown = page(void.code)
    assert VOID in shown
    assert HERE in shown
    assert COUNTED not in shown
    assert all(vote.projects[at].title_en in shown for at in places), "the choices stand beside it as before"
    assert by_program(void.code)["void_in"] == [vote.envelope.key]
    assert COUNTED in page(good.code)
    assert HERE not in page(good.code)
    assert by_program(good.code)["void_in"] == []


def test_void_in_one_envelope_it_counts_in_the_other():
    (person,) = making.voters(1)
    vote = making.a_vote(invalid_rule="void", picks_max=1, prepared=False, open_now=False)
    other = factories.an_envelope(vote.cycle, name="다른 분야", amount=1000)
    theirs = factories.a_project(other, cost=100)
    making.begin(vote)
    receipt = cast_ballot(person, vote.cycle, {**vote.choose(0, 1), other.key: [theirs.number]}, uuid4())
    published(vote)
    shown = page(receipt.code)
    assert COUNTED in shown
    assert shown.count(HERE) == 1
    assert by_program(receipt.code)["void_in"] == [vote.envelope.key]


def test_where_the_form_blocks_what_is_invalid_nothing_is_called_void():
    (person,) = making.voters(1)
    vote = making.a_vote(picks_max=2)
    receipt = vote.cast(person, 0)
    published(vote)
    assert by_program(receipt.code)["void_in"] == []
    assert HERE not in page(receipt.code)
