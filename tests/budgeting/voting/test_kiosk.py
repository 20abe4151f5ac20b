"""The kiosk: one device for one session, one person after the other, nothing of them stays. Without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from budgeting.results.domain.counting import count_votes
from budgeting.voting import ballots, tickets
from budgeting.voting.domain.kiosks import end_kiosk, open_kiosk
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.finding import find_receipt
from budgeting.voting.models import KioskSession, OpenedBallot, SealedBallot
from civic.accounts.actors import System
from civic.common.refusals import NotAllowed
from tests import factories
from tests.budgeting.voting import booths, making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_empty_cache():
    cache.clear()


class Device:
    """A vote with a place and a device that has become its kiosk."""

    def __init__(self, **rules):
        self.clerk = booths.a_clerk()
        self.vote = booths.a_vote(**rules)
        self.kiosk, self.code = open_kiosk(self.clerk, booths.a_place(self.vote))
        self.client = Client()
        self.client.cookies["django_language"] = "en"
        self.client.post(f"/vote/kiosk/{self.code}/")

    def enter(self, voter):
        return self.client.post("/vote/kiosk/", {"code": tickets.give(self.vote.group, voter.uuid)})

    def send(self, do, *places, **more):
        chosen = {f"{self.vote.envelope.key}:{self.vote.projects[at].number}": "1" for at in places}
        return self.client.post("/vote/kiosk/ballot/", {"do": do, **chosen, **more})

    def cast(self, *places):
        page = self.send("review", *places).content.decode()
        return self.send("cast", *places, key=re.search(r'name="key" value="([^"]+)"', page)[1])


def test_somebody_votes_and_the_device_begins_anew_with_nothing_of_them(kim):
    device = Device()
    assert device.enter(kim).url == "/vote/kiosk/ballot/"
    assert device.client.get("/vote/kiosk/ballot/").status_code == 200
    done = device.cast(0, 2)
    code = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", done.content.decode()).group()
    assert find_receipt(code).current
    assert SealedBallot.objects.get().channel == "kiosk"
    assert done.cookies["kiosk-voter"]["max-age"] == 0
    assert device.client.get("/vote/kiosk/ballot/").url == "/vote/kiosk/"
    assert device.send("cast", 1).url == "/vote/kiosk/"
    assert set(device.client.cookies) - {"csrftoken", "django_language"} == {"kiosk", "kiosk-voter"}
    assert device.client.cookies["kiosk-voter"].value == ""
    assert kim.display_name not in done.content.decode()
    assert "no-store" in done["Cache-Control"]


def test_the_ballot_is_published_as_one_of_a_kiosk(kim, lee):
    device = Device()
    device.enter(kim)
    device.cast(0)
    device.vote.cast(lee, 0)
    device.vote.close()
    count = count_votes(System("test"), making.fresh(device.vote.cycle))
    assert count.channels == {"kiosk": 1, "web": 1}
    assert sorted(OpenedBallot.objects.values_list("channel", flat=True)) == ["kiosk", "web"]


def test_a_fault_is_said_and_the_choice_kept(kim):
    device = Device(picks_min=2, picks_max=2)
    device.enter(kim)
    page = device.send("review", 0)
    assert page.status_code == 422
    assert page.content.decode().count(" checked") == 1
    assert not SealedBallot.objects.exists()


def test_a_fault_is_said_above_and_at_its_envelope_and_the_focus_goes_there(kim):
    device = Device(picks_max=1)
    device.enter(kim)
    page = device.send("review", 0, 1).content.decode()
    said = re.search(r'class="field__error"[^>]*><span class="sr-only">Error: </span>([^<]+)<', page)[1]
    first = re.search(r'<input type="checkbox"[^>]* id="(k\d+)"', page)[1]
    assert f'<a href="#{first}">{said}</a>' in page
    assert f'aria-describedby="fault-{device.vote.envelope.key}"' in page
    assert re.search(r'<div class="error-summary"[^>]* autofocus', page)  # the device runs no script


def device_of(kim, sent, **envelope):
    """The page that answers what was typed beside the projects, and the ballots in the box then."""
    device = Device(picks_max=None, **envelope)
    device.enter(kim)
    key = device.vote.envelope.key
    typed = {f"{key}:{device.vote.projects[at].number}": value for at, value in enumerate(sent)}
    return device.client.post("/vote/kiosk/ballot/", {"do": "review", **typed})


def test_two_projects_in_one_place_are_not_put_in_an_order_unasked(kim):
    page = device_of(kim, ["2", "2", "1"], method="ranking")
    assert page.status_code == 422
    assert "Two projects have the same place." in page.content.decode()
    assert page.content.decode().count('value="2" selected') == 2  # what was chosen stays
    assert page.content.decode().count("Give each a place of its own.") == 2  # above, and at the envelope


def test_places_with_a_gap_are_an_order(kim):
    page = device_of(kim, ["3", "", "1"], method="ranking").content.decode()
    assert "Check and cast" in page
    assert page.count('name="e') == 2


@pytest.mark.parametrize("typed", ["3점", "-3", "12345x", "2.5", "x"])
def test_points_that_are_no_number_are_told_and_not_left_out(kim, typed):
    page = device_of(kim, [typed, "2"], method="cumulative", points=10)
    assert page.status_code == 422
    assert "Write the points as a number" in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()


@pytest.mark.parametrize("typed", ["0", " ", "0 ", ""])
def test_no_points_are_no_choice(kim, typed):
    page = device_of(kim, [typed, "2"], method="cumulative", points=10).content.decode()
    assert "Check and cast" in page
    assert page.count("<li>") == 1


def test_more_points_than_any_rule_gives_are_too_many(kim):
    page = device_of(kim, ["999999", "2"], method="cumulative", points=10)
    assert page.status_code == 422
    assert "Write the points as a number" not in page.content.decode()


def test_what_left_the_ballot_is_said_before_the_choices_without_a_way_off_the_device(kim, oh):
    device = Device()
    gone = device.vote.projects[0]
    take_off_ballot(oh, gone, ground="place", reason="장소를 쓸 수 없게 되었습니다.")
    ballots._kept.clear()
    device.enter(kim)
    page = device.client.get("/vote/kiosk/ballot/").content.decode()
    assert page.index("장소를 쓸 수 없게 되었습니다.") < page.index("<fieldset")
    assert "its place cannot be used any more" in page
    assert "Ballots that name such a project count without it" in page
    assert gone.get_absolute_url() not in page
    assert f'id="k{gone.pk}"' not in page
    done = device.cast(1)
    assert "Your vote is in the box." in done.content.decode()


def test_a_code_opens_one_ballot(kim):
    device = Device()
    code = tickets.give(device.vote.group, kim.uuid)
    assert device.client.post("/vote/kiosk/", {"code": code}).status_code == 302
    assert device.client.post("/vote/kiosk/", {"code": code}).status_code == 422


def test_who_voted_on_paper_or_stands_on_no_roll_does_not_get_a_ballot(kim):
    device = Device()
    late = factories.a_resident("late")
    booths.come(kim, device.kiosk.place, device.clerk)
    for person in (kim, late):
        assert device.enter(person).status_code == 422
    assert "kiosk-voter" not in device.client.cookies or not device.client.cookies["kiosk-voter"].value


def test_a_second_device_does_not_get_in_by_the_same_code():
    device = Device()
    other = Client()
    assert other.get(f"/vote/kiosk/{device.code}/").status_code == 403
    assert other.post(f"/vote/kiosk/{device.code}/").status_code == 403
    assert other.get("/vote/kiosk/").status_code == 403


def test_looking_at_the_code_takes_no_session():
    clerk, vote = booths.a_clerk(), booths.a_vote()
    kiosk, code = open_kiosk(clerk, booths.a_place(vote))
    assert Client().get(f"/vote/kiosk/{code}/").status_code == 200
    kiosk.refresh_from_db()
    assert kiosk.claimed_at is None


def test_the_device_is_signed_in_as_nobody(oh):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    _kiosk, code = open_kiosk(clerk, booths.a_place(vote))
    client = Client()
    client.force_login(clerk)
    client.post(f"/vote/kiosk/{code}/")
    assert client.get("/me/").status_code == 302
    assert client.get("/vote/station/").status_code != 200


def test_an_ended_or_old_session_takes_no_ballot(kim):
    device = Device()
    device.enter(kim)
    with pytest.raises(NotAllowed):
        end_kiosk(kim, device.kiosk)
    KioskSession.objects.update(opened_at=device.kiosk.opened_at - timedelta(hours=12))
    assert device.send("review", 0).status_code == 403
    KioskSession.objects.update(opened_at=device.kiosk.opened_at)
    end_kiosk(device.clerk, device.kiosk)
    assert device.send("review", 0).status_code == 403
    assert not SealedBallot.objects.exists()


def test_where_the_rules_offer_no_kiosk_none_is_opened():
    from budgeting.voting.refusals import ChannelNotOffered

    clerk, vote = booths.a_clerk(), booths.a_vote(channels=["web", "paper"])
    with pytest.raises(ChannelNotOffered):
        open_kiosk(clerk, booths.a_place(vote))


def test_leaving_without_voting_lets_the_next_one_begin(kim):
    device = Device()
    device.enter(kim)
    device.client.get("/vote/kiosk/leave/")
    assert device.client.get("/vote/kiosk/ballot/").url == "/vote/kiosk/"
