"""The ballot as somebody meets it for the first time: what comes first, what is still to do, and where a button leads."""

import re

import pytest

from budgeting.voting import tickets
from tests import factories
from tests.budgeting.voting import booths, making
from tests.budgeting.voting.test_kiosk import Device
from tests.budgeting.voting.test_pages import fields, path, step, tick

pytestmark = pytest.mark.django_db

BAR = re.compile(r'<p class="budget-bar__words"[^>]*>(.*?)</p>')
FILTERS = re.compile(r'<details class="details"( open)?><summary>Show only some of the projects')


@pytest.fixture
def english(client, kim):
    client.force_login(kim)
    client.cookies["django_language"] = "en"
    return client


def test_the_filters_stand_folded_until_they_are_used(english):
    vote = making.a_vote((400_000_000, 100))
    page = english.get(step(vote)).content.decode()
    assert FILTERS.search(page)[1] is None
    page = english.get(f"{step(vote)}?cost=100000000").content.decode()
    assert FILTERS.search(page)[1] == " open"


def test_the_bar_says_how_many_more_are_to_be_chosen_and_nothing_of_it_on_a_blank_ballot(english):
    vote = making.a_vote(picks_min=3, picks_max=3)
    bars = [tick(english, vote, *range(chosen), do="bar") for chosen in range(4)]
    said = [BAR.search(bar.content.decode())[1] for bar in bars]
    assert ["more to choose" in one for one in said] == [False, True, True, False]
    assert "1 of 3 chosen, 2 more to choose" in said[1]


def test_the_bar_says_at_once_what_the_next_page_would_refuse(english):
    vote = making.a_vote(method="cumulative", picks_max=None, points=10, points_each=5)
    field = f"points-{vote.projects[0].pk}"
    bars = [
        english.post(step(vote), {"shown": "", field: given, "do": "bar"}).content.decode()
        for given in ("5", "6", "11")
    ]
    warned = [re.search(r'budget-bar__warning">(.*?)<', bar) for bar in bars]
    assert warned[0] is None
    assert "5 points" in warned[1][1]
    assert warned[2][1] == "You have given 1 point too many."
    assert ["What can I take out" in bar and '#ballot-excess" hidden' not in bar for bar in bars] == [
        False,
        False,
        True,
    ]


def test_a_fault_leads_to_what_can_be_taken_out_or_to_the_projects(english):
    vote = making.a_vote(picks_min=2, picks_max=2)
    for chosen, target in (((0, 1, 2), "ballot-excess"), ((0,), "projects")):
        page = tick(english, vote, *chosen, do="next").content.decode()
        assert f'<a href="#{target}">' in page.partition("<h1")[0]
        assert f'id="{target}"' in page
        assert ('<a href="#ballot-excess" hidden>' in page) is (target == "projects")


def test_a_button_of_the_ballot_leads_back_to_where_it_stood(english):
    vote = making.a_vote(picks_max=1)
    one = vote.projects[0].number
    assert tick(english, vote, 0).url == f"{step(vote)}#projects"
    assert tick(english, vote, 0, 1).url == f"{step(vote)}#ballot-excess"
    assert (
        tick(english, vote, 0, 1, 2, drop=one).url == f"{step(vote)}#ballot-excess"
    )  # one is too many still
    assert tick(english, vote, 0, 1, 2, do="filter", cost="100000000").url.endswith("#projects")


@pytest.mark.parametrize(
    ("button", "envelope"),
    [("add", {"method": "ranking"}), ("more", {"method": "cumulative", "points": 10, "picks_max": None})],
)
def test_a_card_is_found_again_by_its_place_which_names_no_project(english, button, envelope):
    vote = making.a_vote(range(100, 900, 100), **envelope)
    shown = fields(english.get(step(vote)), button)
    for place, number in enumerate(shown[:3], 1):
        keys = english.get(step(vote)).context["shown"]
        address = english.post(step(vote), {"shown": keys, button: number}).url
        assert address == f"{step(vote)}#at-{place}"
    page = english.get(step(vote)).content.decode()
    assert 'id="at-3"' in page
    if button == "add":
        assert english.post(step(vote), {"up": shown[1]}).url == f"{step(vote)}#ballot-order"
        assert english.post(step(vote), {"drop": shown[1]}).url == f"{step(vote)}#ballot-order"


def test_whoever_has_voted_is_not_asked_whether_they_can(english, kim):
    vote = making.a_vote()
    assert ">Can I vote?<" in english.get(path(vote)).content.decode()
    vote.cast(kim, 0)
    page = english.get(path(vote)).content.decode()
    assert ">Your vote<" in page
    assert "Can I vote?" not in page


def test_the_device_says_in_how_many_steps_one_votes(kim):
    device = Device()
    device.enter(kim)
    page = device.client.get("/vote/kiosk/ballot/").content.decode()
    assert "Step 1 of 2" in page
    assert "only then do you cast them" in page
    assert "Step 2 of 2" in device.send("review", 0).content.decode()


def test_a_clerk_reads_that_a_mark_is_for_good_before_the_button(client, kim, settings):
    settings.DEMO_MODE = True
    vote = booths.a_vote()
    place = booths.a_place(vote)
    client.force_login(booths.a_clerk())
    client.cookies["django_language"] = "en"
    found = client.post(f"/vote/station/{place.pk}/", {"code": tickets.give(vote.group, kim.uuid)})
    page = found.content.decode()
    assert page.index("A mark cannot be taken back.") < page.index("Mark: votes on paper")


def test_a_card_says_who_it_is_for(english):
    vote = making.a_vote(prepared=False, open_now=False)
    factories.a_project(vote.envelope, cost=100, beneficiaries="어르신")
    factories.a_project(vote.envelope, cost=100, beneficiaries="주민", beneficiaries_en="residents")
    making.begin(vote)
    page = english.get(step(vote)).content.decode()
    assert '<li>For: <span lang="ko">어르신</span></li>' in page
    assert "<li>For: residents</li>" in page


def test_a_refusal_at_the_ballot_leads_to_the_page_with_every_reason(english):
    vote = making.a_vote()
    here = step(vote)
    vote.end()  # while somebody chooses
    for answer in (
        english.get(here, headers={"Referer": f"http://testserver{here}"}),
        english.post(here, {"do": "next"}, headers={"Referer": f"http://testserver{here}"}),
        english.get(path(vote, "review/")),
    ):
        assert answer.status_code == 409
        assert f'<a href="{path(vote)}">Back</a>' in answer.content.decode()


def test_a_refusal_at_the_device_leads_nowhere_off_it(kim):
    device = Device()
    device.enter(kim)
    device.vote.end()
    page = device.client.get("/vote/kiosk/ballot/")
    assert page.status_code == 409
    assert 'class="mainnav"' not in page.content.decode()
    assert re.findall(r'<a [^>]*href="([^"#]+)"', page.content.decode()) == ["/vote/kiosk/"]
    device.kiosk.ended_at = device.kiosk.opened_at
    device.kiosk.save()
    page = device.client.get("/vote/kiosk/")
    assert page.status_code == 403
    assert re.findall(r'<a [^>]*href="([^"#]+)"', page.content.decode()) == []
    assert "Ask the clerk" in page.content.decode()


def test_the_page_of_a_receipt_begins_at_what_was_found(english, kim):
    vote = making.a_vote()
    code = vote.cast(kim, 0).code
    for typed, said in ((code, "Your ballot is in the box."), ("0" * 16, "No ballot has this code.")):
        page = english.post("/vote/receipt/", {"code": typed}).content.decode()
        assert re.search(rf'<div id="found" tabindex="-1" autofocus><div [^>]*>\s*<h2[^>]*>{said}', page)
    assert "autofocus" not in english.get("/vote/receipt/").content.decode()
