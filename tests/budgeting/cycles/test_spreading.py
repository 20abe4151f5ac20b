"""An envelope for each borough: made in one step, voted on and counted within its own amount."""

from uuid import uuid4

import pytest
from django.test import Client

from budgeting.cycles.models import Cycle
from budgeting.cycles.presets import EnvelopePreset
from budgeting.cycles.spreading import spread
from budgeting.results.domain.counting import count_votes
from budgeting.results.models import EnvelopeCount
from budgeting.voting.ballots import paper
from budgeting.voting.domain.casting import cast_ballot
from civic.accounts.actors import System
from civic.accounts.models import User
from tests import factories
from tests.budgeting.cycles.test_doors import sign_in
from tests.budgeting.cycles.test_wizard import walk
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db
JONGNO, EUNPYEONG = "1111000000", "1129000000"


def test_the_wizard_makes_an_envelope_for_each_borough_in_one_step(client: Client, oh: User) -> None:
    factories.a_borough(JONGNO)
    factories.a_borough(EUNPYEONG)
    sign_in(client, oh)
    draft = walk(client, "seoul")
    page = client.get(f"/budget/desk/drafts/{draft.pk}/check/").content.decode()
    assert page.count("2억 5,000만 원") == 1, "boroughs that are alike are one row"
    assert "자치구 2곳에 하나씩" in page
    client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    cycle = Cycle.objects.get(slug="2028")
    rows = list(cycle.envelopes.values_list("key", "area_id", "own_borough_only", "amount"))
    assert rows == [
        ("city", None, False, 2_000_000_000),
        (f"district-{JONGNO}", JONGNO, True, 250_000_000),
        (f"district-{EUNPYEONG}", EUNPYEONG, True, 250_000_000),
    ]
    again = walk(client, f"copy:{cycle.slug}")
    assert again is not None
    client.post(f"/budget/desk/drafts/{again.pk}/check/")
    copied = Cycle.objects.exclude(pk=cycle.pk).get()
    assert list(copied.envelopes.values_list("area_id", flat=True)) == [None, JONGNO, EUNPYEONG]


def test_an_area_without_boroughs_keeps_one_envelope() -> None:
    own = EnvelopePreset("own", "지역참여형", "Districts", 100, each_borough=True)
    (kept,) = spread([own], factories.a_borough(JONGNO))
    assert (kept.key, kept.area, kept.each_borough) == ("own", None, False)


def test_each_borough_is_counted_within_its_own_amount() -> None:
    """In one envelope for all the larger borough's votes would spend the money of both."""
    people = {JONGNO: making.voters(5, JONGNO, "many"), EUNPYEONG: making.voters(2, EUNPYEONG, "few")}
    vote = making.a_vote(prepared=False, open_now=False)
    keys, numbers = {}, {}
    for code in people:
        area = factories.a_borough(code)
        own = factories.an_envelope(vote.cycle, amount=100, own_borough_only=True, area=area)
        keys[code] = own.key
        numbers[code] = [factories.a_project(own, cost=100).number for _ in range(2)]
    making.begin(vote)
    sections = paper(vote.cycle, JONGNO).sections
    assert [one.envelope.key for one in sections] == [vote.envelope.key, keys[JONGNO]]
    for code, voters in people.items():
        for person in voters:
            cast_ballot(person, vote.cycle, {keys[code]: numbers[code][:1]}, uuid4())
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    for code, voters in people.items():
        counted = EnvelopeCount.objects.get(envelope__key=keys[code])
        funded = counted.standings.filter(funded=True).values_list("project__number", flat=True)
        assert (counted.budget, counted.cost, list(funded)) == (100, 100, numbers[code][:1])
        assert counted.ballots == len(voters)
