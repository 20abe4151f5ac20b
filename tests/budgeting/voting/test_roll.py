"""The roll: who is on it, and that it stands still."""

from hashlib import sha256

import pytest

from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.models import RollEntry, VotingGroup
from budgeting.voting.refusals import RollAlreadyFixed
from civic.accounts.actors import System
from civic.audit.models import Entry
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def test_the_roll_holds_verified_people_of_the_area_on_the_bases_of_the_rules(kim, lee, newcomer):
    worker = factories.a_resident("worker")
    worker.residency.basis = "works"
    worker.residency.save()
    expired = factories.a_resident("expired")
    expired.residency.expires_at = expired.residency.verified_at
    expired.residency.save()
    gone = factories.a_resident("gone")
    gone.is_active = False
    gone.save()
    making.a_vote(electorate=["resident"])
    assert set(RollEntry.objects.values_list("resident", flat=True)) == {kim.uuid, lee.uuid}


def test_somebody_of_a_neighbourhood_stands_under_their_borough(kim):
    from civic.areas.models import Area

    area = Area.objects.create(
        code="1111051500", level="neighbourhood", parent_id="1111000000", name="청운동"
    )
    kim.residency.area = area
    kim.residency.save()
    making.a_vote()
    assert RollEntry.objects.get().area_code == "1111000000"


def test_hash_size_and_totals_are_recorded_before_the_opening(kim, lee):
    vote = making.a_vote(open_now=False)
    group = vote.group
    lines = sorted(f"{person.uuid};{code}\n" for person, code in ((kim, "1111000000"), (lee, "1129000000")))
    assert bytes(group.roll_hash) == sha256("".join(lines).encode()).digest()
    assert group.roll_size == 2
    assert group.roll_totals == {"1111000000": 1, "1129000000": 1}
    entry = Entry.objects.get(verb="voting.roll_fixed")
    assert entry.data["sha256"] == bytes(group.roll_hash).hex()


def test_a_fixed_roll_is_not_drawn_again(kim):
    vote = making.a_vote()
    with pytest.raises(RollAlreadyFixed):
        prepare_voting(System("test"), vote.cycle)
    assert VotingGroup.objects.count() == 1


def test_where_an_age_of_14_is_asked_the_declaration_is_needed(kim, lee):
    lee.age_confirmed_at = None
    lee.save()
    making.a_vote(minimum_age=14)
    assert RollEntry.objects.get().resident == kim.uuid


def test_an_envelope_for_ones_own_borough_shows_only_its_projects(kim, lee):
    from budgeting.voting.ballots import paper

    vote = making.a_vote(open_now=False, prepared=False, own_borough_only=True)
    factories.a_project(vote.envelope, area=factories.a_borough("1129000000"), cost=50)
    assert len(paper(vote.cycle, "1111000000").sections[0].projects) == 3
    assert len(paper(vote.cycle, "1129000000").sections[0].projects) == 1
    assert paper(vote.cycle, "1138000000").others == [vote.envelope]
