"""Somebody votes at a polling place: found by a code or a number, marked once, and the slip takes the place of the ballot."""

import re

import pytest
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, connection, transaction

from budgeting.results.domain.counting import count_votes
from budgeting.voting import actions, queries, tickets
from budgeting.voting.domain.kiosks import open_kiosk
from budgeting.voting.domain.marking import find_voter, give_code, mark_in_person
from budgeting.voting.domain.relaying import relay_notices
from budgeting.voting.finding import find_receipt
from budgeting.voting.models import InPersonMark, LedgerEntry
from budgeting.voting.refusals import (
    AlreadyInPerson,
    ChannelNotOffered,
    NobodyFound,
    NotOnRoll,
    NotYourself,
    PaperNotClosed,
    TooManyLookUps,
    VotedInPerson,
)
from civic.accounts.actors import System
from civic.accounts.identity import identity_hash
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.refusals import NotAllowed
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.voting import booths

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_empty_cache():
    cache.clear()


def test_a_ballot_cast_before_is_void_at_once_and_one_cast_after_is_refused(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    receipt = vote.cast(kim, 0)
    booths.come(kim, place, clerk)
    void = LedgerEntry.objects.get(kind="void")
    assert void.body == {"commitment": receipt.commitment.hex(), "reason": "in_person"}
    assert queries.voided(vote.group) == {receipt.commitment}
    with pytest.raises(VotedInPerson):
        vote.cast(kim, 1)
    assert find_receipt(receipt.code).state == "void"


def test_somebody_without_a_ballot_is_marked_and_nothing_is_void(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    booths.come(kim, booths.a_place(vote), clerk)
    assert InPersonMark.objects.count() == 1
    assert not LedgerEntry.objects.filter(kind="void").exists()


def test_nobody_votes_in_person_twice(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    here, there = booths.a_place(vote), booths.a_place(vote, "성북구청")
    booths.come(kim, here, clerk)
    with pytest.raises(AlreadyInPerson):
        booths.come(kim, there, clerk)
    mark = InPersonMark.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        InPersonMark.objects.create(group=vote.group, place=there, slot=mark.slot)


@pytest.mark.parametrize(
    "change", ["UPDATE voting_inpersonmark SET scope = 'x'", "DELETE FROM voting_inpersonmark"]
)
def test_a_mark_stays(kim, change):
    booths.come(kim, booths.a_place(booths.a_vote()), booths.a_clerk())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize("kind", ["budget", "administrator", "registrar", "publisher", "moderator"])
def test_no_other_role_marks_and_no_clerk_of_another_district_does(kim, kind):
    vote = booths.a_vote()
    place, other = booths.a_place(vote), factories.a_staff_member("other", kind)
    code = tickets.give(vote.group, kim.uuid)
    with pytest.raises(NotAllowed):
        mark_in_person(other, place, code)
    with pytest.raises(NotAllowed):
        mark_in_person(System("test"), place, code)
    role = booths.a_clerk("far").roles.get()
    role.area = factories.a_borough("1129000000")
    role.save()
    with pytest.raises(NotAllowed):
        mark_in_person(role.user, place, code)
    assert not InPersonMark.objects.exists()


def test_a_clerk_does_not_mark_themselves():
    clerk = booths.a_clerk()
    factories.a_resident("clerk")
    vote = booths.a_vote()
    with pytest.raises(NotYourself):
        booths.come(clerk, booths.a_place(vote), clerk)


def test_where_the_rules_offer_no_paper_nobody_is_marked(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote(channels=["web"])
    with pytest.raises(ChannelNotOffered):
        booths.come(kim, booths.a_place(vote), clerk)


def test_a_person_is_found_by_code_or_register_number_and_by_nothing_else(kim):
    kim.residency.identity_hash = identity_hash("REG-1")
    kim.residency.save()
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    assert find_voter(clerk, place, code=give_code(kim, vote.cycle))[0] == kim
    person, code = find_voter(clerk, place, identifier=" REG-1 ")
    assert person == kim
    mark_in_person(clerk, place, code)
    for wrong in (
        {"code": "AAAA-AAAA"},
        {"identifier": "REG-2"},
        {"identifier": ""},
        {"identifier": kim.email},
    ):
        with pytest.raises(NobodyFound):
            find_voter(clerk, place, **wrong)
    late = factories.a_resident("late")
    with pytest.raises(NotOnRoll):
        give_code(late, vote.cycle)


def test_a_code_is_used_once_and_is_of_one_vote(kim):
    clerk, vote, other = booths.a_clerk(), booths.a_vote(), booths.a_vote()
    place, elsewhere = booths.a_place(vote), booths.a_place(other)
    code = tickets.give(vote.group, kim.uuid)
    with pytest.raises(NobodyFound):
        mark_in_person(clerk, elsewhere, code)
    mark_in_person(clerk, place, code)
    with pytest.raises(NobodyFound):
        mark_in_person(clerk, place, code)


def test_wrong_look_ups_are_few(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    for _try in range(20):
        with pytest.raises(NobodyFound):
            find_voter(clerk, place, identifier="guess")
    with pytest.raises(TooManyLookUps):
        find_voter(clerk, place, code=tickets.give(vote.group, kim.uuid))


def test_the_record_says_what_the_clerk_did_and_not_for_whom(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    vote.cast(kim, 0)
    mark_in_person(clerk, place, find_voter(clerk, place, code=give_code(kim, vote.cycle))[1])
    looked, marked = Entry.objects.filter(verb__in=["voting.looked_up", "voting.marked_in_person"]).order_by(
        "pk"
    )
    assert (looked.actor, marked.actor) == (clerk, clerk)
    assert (looked.data, marked.data) == ({"by": "code"}, {})
    assert looked.subject == marked.subject == f"voting.pollingplace:{place.pk}"


def test_the_person_is_told(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    booths.come(kim, booths.a_place(vote), clerk)
    relay_notices(vote.group, everything=True)
    event = Event.objects.get(kind="voting.marked_in_person")
    assert event.subject == f"accounts.user:{kim.pk}"


def test_the_mark_is_turnout_and_the_count_waits_for_the_slips(kim, lee):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    vote.cast(kim, 0)
    vote.cast(lee, 0)
    booths.come(kim, booths.a_place(vote), clerk)
    assert len(queries.marked_slots(vote.group)) == 1
    vote.close()
    with pytest.raises(PaperNotClosed):
        count_votes(System("test"), vote.cycle)


def test_after_the_close_nobody_is_marked(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    vote.end()
    assert actions.mark_in_person.refusal(clerk, place=place, at=now()).code == "voting.closed"


def test_a_clerk_sees_first_where_people_stand_in_line_now(client, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    over, running = booths.a_vote(), booths.a_vote()
    booths.a_place(running, "투표 중인 곳")
    booths.a_place(over, "끝난 곳")
    over.close()
    client.force_login(booths.a_clerk())
    page = client.get("/vote/station/").content.decode()
    assert page.index("투표 중인 곳") < page.index("끝난 곳")


def test_a_vote_with_devices_and_no_paper_has_its_devices_opened(client, settings):
    settings.DEMO_MODE = True
    vote = booths.a_vote(channels=["web", "kiosk"])
    place = booths.a_place(vote)
    client.force_login(booths.a_clerk())
    assert f"/vote/station/{place.pk}/kiosk/" in client.get(f"/vote/station/{place.pk}/").content.decode()


def test_what_a_clerk_has_done_is_said_where_the_clerk_goes_on(client, kim, settings):
    settings.DEMO_MODE = True
    vote, clerk = booths.a_vote(), booths.a_clerk()
    place = booths.a_place(vote)
    kiosk, _code = open_kiosk(clerk, place)
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    screen = f"/vote/station/{place.pk}/"
    marked = client.post(f"{screen}mark/", {"code": tickets.give(vote.group, kim.uuid)}, follow=True)
    page = marked.content.decode()
    said = re.search(r'<div class="notice notice--success" tabindex="-1" autofocus>\s*<p>Marked\.', page)
    assert page.index("Find somebody on the roll") < said.start() < page.index('name="code"')
    page = client.post(f"{screen}kiosk/{kiosk.pk}/end/", follow=True).content.decode()
    said = re.search(r'<div class="notice notice--success" tabindex="-1" autofocus>\s*<p>The voting', page)
    assert page.index(">Voting devices<") < said.start()
    page = client.get(screen).content.decode()  # once, and not at the head of the page
    assert "autofocus" not in page
    assert "Marked." not in page
