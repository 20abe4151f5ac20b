"""What left the ballots of other districts is not told as if it had left one's own."""

import pytest
from django.test import Client

from budgeting.voting import ballots, tickets
from budgeting.voting.domain.kiosks import open_kiosk
from budgeting.voting.domain.taking_off import take_off_ballot
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.voting import booths, making

pytestmark = pytest.mark.django_db

HERE, THERE, WHOLE = "우리 구에서 빠졌습니다.", "다른 구에서 빠졌습니다.", "시 전체에서 빠졌습니다."


@pytest.fixture
def kim():
    return factories.a_resident("kim", "1111000000")


@pytest.fixture
def lee():
    return factories.a_resident("lee", "1129000000")


@pytest.fixture
def vote(kim, lee, oh):
    """An envelope of the city and one for each person's own district; one project left each, the only one of lee's."""
    vote = booths.a_vote(prepared=False, open_now=False)
    own = factories.an_envelope(vote.cycle, amount=500, position=1, own_borough_only=True, picks_max=1)
    here, there = factories.a_borough("1111000000"), factories.a_borough("1129000000")
    mine = [factories.a_project(own, cost=100, area=here) for _ in range(2)]
    theirs = factories.a_project(own, cost=100, area=there)
    making.begin(vote)
    vote.own = own
    for project, reason in ((mine[0], HERE), (theirs, THERE), (vote.projects[0], WHOLE)):
        take_off_ballot(oh, project, ground="place", reason=reason)
    ballots._kept.clear()
    return vote


def told(page):
    return [reason for reason in (HERE, THERE, WHOLE) if reason in page.content.decode()]


def test_the_device_names_what_left_the_ballot_of_the_person_at_it(vote, kim, lee):
    _kiosk, code = open_kiosk(booths.a_clerk(), booths.a_place(vote, scope="1111000000"))
    device = Client()
    device.post(f"/vote/kiosk/{code}/")
    for person, reasons in ((kim, [HERE, WHOLE]), (lee, [THERE, WHOLE])):
        device.post("/vote/kiosk/", {"code": tickets.give(vote.group, person.uuid)})
        assert told(device.get("/vote/kiosk/ballot/")) == reasons


def test_so_do_the_pages_of_the_ballot_on_the_site(vote, client, kim, lee):
    start = f"/vote/{vote.cycle.slug}/"
    for person, reasons in ((kim, [HERE, WHOLE]), (lee, [THERE, WHOLE])):
        client.force_login(person)
        assert told(client.get(start)) == reasons
        assert told(client.get(f"{start}ballot/{vote.envelope.key}/")) == [
            WHOLE
        ]  # each page tells of its own
    client.force_login(kim)
    assert told(client.get(f"{start}ballot/{vote.own.key}/")) == [HERE]


def test_everybody_else_and_the_clerks_of_every_district_read_all(vote, client, settings):
    settings.DEMO_MODE = True
    place = booths.a_place(vote, scope="1111000000")
    assert told(client.get(f"/vote/{vote.cycle.slug}/")) == [HERE, THERE, WHOLE]
    client.force_login(booths.a_clerk())
    assert told(client.get(f"/vote/station/{place.pk}/")) == [HERE, THERE, WHOLE]


def test_the_roll_is_told_of_what_stood_on_its_own_ballot(vote, kim, lee):
    told_to = {
        event.params["reason"]: {kim, lee} & set(registry["voting.taken_off"].recipients(event))
        for event in Event.objects.filter(kind="voting.taken_off")
    }
    assert told_to == {HERE: {kim}, THERE: {lee}, WHOLE: {kim, lee}}
