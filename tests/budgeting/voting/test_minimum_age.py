"""A minimum age above the declared one: shown by a statement or by the document at a polling place, never by a birth date."""

from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from budgeting.cycles.domain.making import change_rules
from budgeting.cycles.refusals import AgeCannotBeShown
from budgeting.voting import tickets
from budgeting.voting.domain.kiosks import open_kiosk
from budgeting.voting.domain.marking import mark_in_person
from budgeting.voting.models import InPersonMark, RollEntry, SealedBallot
from budgeting.voting.refusals import AgeNotSeen, AgeNotShown
from civic.accounts.domain.verifying import issue_code
from civic.accounts.models import Residency, User
from civic.common.clock import now
from tests import factories
from tests.budgeting.voting import booths, making

pytestmark = pytest.mark.django_db


def shown(person: User, age: int | None) -> User:
    """A statement has shown that the person is so old."""
    day = timezone.localdate() if age else None
    Residency.objects.filter(user=person).update(proven_age=age, age_proven_on=day)
    return person


def code_for(name: str, age: int | None) -> str:
    registrar = factories.a_staff_member("registrar", "registrar")
    return issue_code(
        registrar, identifier=name, area=factories.a_borough(), basis="resident", at=now(), proven_age=age
    )


@pytest.mark.parametrize(
    ("least", "age", "may"),
    [
        (13, None, True),
        (14, None, True),
        (16, 14, False),
        (16, 16, True),
        (18, None, False),
        (18, 14, False),
        (18, 16, False),
        (18, 18, True),
        (18, 19, True),
        (19, 18, False),
        (19, 19, True),
    ],
)
def test_who_has_shown_the_age_of_the_rules_or_more_votes(
    kim: User, least: int, age: int | None, may: bool
) -> None:
    shown(kim, age)
    vote = making.a_vote(minimum_age=least)
    if may:
        vote.cast(kim, 0)
    else:
        with pytest.raises(AgeNotShown):
            vote.cast(kim, 0)
    assert SealedBallot.objects.exists() == may


def test_a_statement_stands_for_the_declaration_too(kim: User, lee: User) -> None:
    for person in (kim, lee):
        person.age_confirmed_at = None
        person.save()
    shown(lee, 14)
    making.a_vote(minimum_age=14)
    assert RollEntry.objects.get().resident == lee.uuid


def test_whoever_shows_the_age_while_the_vote_runs_votes_at_once_and_the_roll_stands_still(
    client: Client, newcomer: User
) -> None:
    client.force_login(newcomer)
    client.post("/account/residency/", {"code": code_for("r-1", None)})
    vote = making.a_vote(minimum_age=18)
    before = bytes(vote.group.roll_hash or b"")
    path = f"/vote/{vote.cycle.slug}/"
    client.cookies["django_language"] = "en"
    page = client.get(path).content.decode()
    assert 'data-refusal="voting.age_not_shown"' in page
    assert f'href="/account/residency/?next={quote_plus(path)}"' in page
    assert "people aged 18 or older vote" in page
    answer = client.post("/account/residency/", {"code": code_for("r-1", 19), "next": path})
    assert answer["Location"] == path
    assert "19 or older" in client.get("/account/residency/").content.decode()
    assert "voting.age_not_shown" not in client.get(path).content.decode()
    vote.cast(newcomer, 1)
    assert bytes(vote.group.roll_hash or b"") == before


def test_programs_are_told_the_same_and_slips_are_named_where_there_are_some(kim: User) -> None:
    vote = making.a_vote(minimum_age=19, channels=booths.EVERY_WAY)
    api = APIClient()
    api.force_login(kim)
    found = api.get(f"/api/v1/votes/{vote.cycle.slug}/").json()
    assert [one["code"] for one in found["reasons"]] == ["voting.age_not_shown"]
    assert "투표소에서 신분증" in found["reasons"][0]["detail"]


def test_the_clerk_confirms_what_the_identity_card_shows_and_nothing_of_it_is_kept(
    client: Client, kim: User, settings
) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = booths.a_vote(minimum_age=19)
    place, clerk = booths.a_place(vote), booths.a_clerk()
    code = tickets.give(vote.group, kim.uuid)
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    station = f"/vote/station/{place.pk}/"
    assert 'name="age_seen"' in client.post(station, {"code": code}).content.decode()
    assert client.post(f"{station}mark/", {"code": code})["X-Refusal"] == "voting.age_not_seen"
    assert not InPersonMark.objects.exists()
    assert client.post(f"{station}mark/", {"code": code, "age_seen": "yes"}).status_code == 302
    assert InPersonMark.objects.count() == 1
    assert Residency.objects.get(user=kim).proven_age is None


def test_the_clerk_is_not_asked_where_a_statement_has_shown_it(client: Client, kim: User, settings) -> None:
    settings.DEMO_MODE = True
    shown(kim, 18)
    vote = booths.a_vote(minimum_age=18)
    place, clerk = booths.a_place(vote), booths.a_clerk()
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    page = client.post(f"/vote/station/{place.pk}/", {"code": tickets.give(vote.group, kim.uuid)})
    assert 'name="age_seen"' not in page.content.decode()
    assert "shown before by a statement" in page.content.decode()
    booths.come(kim, place, clerk)
    assert InPersonMark.objects.count() == 1


def test_without_the_clerks_word_nobody_is_marked_and_their_code_stays_good(kim: User) -> None:
    vote = booths.a_vote(minimum_age=18)
    place, clerk = booths.a_place(vote), booths.a_clerk()
    code = tickets.give(vote.group, kim.uuid)
    with pytest.raises(AgeNotSeen):
        mark_in_person(clerk, place, code)
    mark_in_person(clerk, place, code, age_seen=True)


@pytest.mark.parametrize("age", [15, 17, 20, 65])
def test_a_rule_that_nobody_could_satisfy_is_refused(oh: User, age: int) -> None:
    vote = making.a_vote(prepared=False, open_now=False)
    with pytest.raises(AgeCannotBeShown):
        change_rules(oh, vote.cycle, at=now(), minimum_age=age)
    for fine in (None, 12, 14, 16, 18, 19):
        change_rules(oh, vote.cycle, at=now(), minimum_age=fine)


@pytest.mark.parametrize(
    ("channels", "way_out"),
    [(booths.EVERY_WAY, "vote on paper, here and now"), (["web", "kiosk"], "nearest service desk")],
)
def test_the_device_says_beforehand_whose_age_it_takes_and_the_way_out_leads_past_it(
    kim: User, channels: list[str], way_out: str
) -> None:
    vote = booths.a_vote(minimum_age=18, channels=channels)
    _kiosk, opened = open_kiosk(booths.a_clerk(), booths.a_place(vote))
    device = Client(headers={"accept-language": "en"})
    device.post(f"/vote/kiosk/{opened}/")
    page = device.get("/vote/kiosk/").content.decode()
    assert "This vote is for people aged 18 or older." in page
    assert way_out in page
    told = device.post("/vote/kiosk/", {"code": tickets.give(vote.group, kim.uuid)})
    assert told.status_code == 422
    assert (
        "enter it here" not in told.content.decode()
    )  # a code of the service desk is no code of this device


def test_a_device_of_a_vote_for_everybody_speaks_of_no_age(kim: User) -> None:
    vote = booths.a_vote(minimum_age=14)
    _kiosk, opened = open_kiosk(booths.a_clerk(), booths.a_place(vote))
    device = Client(headers={"accept-language": "en"})
    device.post(f"/vote/kiosk/{opened}/")
    assert "or older" not in device.get("/vote/kiosk/").content.decode()


def test_the_clerk_sends_nobody_to_the_device_that_would_refuse_them(
    client: Client, kim: User, lee: User, settings
) -> None:
    settings.DEMO_MODE = True
    vote = booths.a_vote(minimum_age=18)
    place, clerk = booths.a_place(vote), booths.a_clerk()
    shown(lee, 18)
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    pages = [
        client.post(
            f"/vote/station/{place.pk}/", {"code": tickets.give(vote.group, person.uuid)}
        ).content.decode()
        for person in (kim, lee)
    ]
    assert ["Not at the voting device" in page for page in pages] == [True, False]
    assert ["let the person type this code there" in page for page in pages] == [False, True]


def test_whoever_has_to_show_their_age_to_the_clerk_gets_the_code_that_finds_them(
    client: Client, kim: User
) -> None:
    vote = booths.a_vote(minimum_age=18)
    booths.a_place(vote)
    client.force_login(kim)
    page = client.get(f"/vote/{vote.cycle.slug}/").content.decode()
    assert f"/vote/{vote.cycle.slug}/ballot/" not in page
    assert f'action="/vote/{vote.cycle.slug}/station-code/"' in page
    assert client.post(f"/vote/{vote.cycle.slug}/station-code/").status_code == 200
