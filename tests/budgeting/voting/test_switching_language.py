"""At a ballot the language switch is a button of the ballot's form: what was chosen comes along, without JavaScript."""

import re

import pytest
from django.contrib.sessions.models import Session

from budgeting.voting.models import SealedBallot
from tests.budgeting.voting import making
from tests.budgeting.voting.test_kiosk import Device
from tests.budgeting.voting.test_pages import path, step, tick

pytestmark = pytest.mark.django_db

FIRST_BUTTON = re.compile(r'<button [^>]*form="(\w+)" name="(\w+)" value="(\w+)"')


def first_buttons(response):
    """(form, name, value) of the buttons in the header, in their order; the first is what the Enter key presses."""
    return FIRST_BUTTON.findall(response.content.decode().partition("<main")[0])


def spoken(response):
    return re.search(r'<html lang="(\w+)"', response.content.decode())[1]


def test_switching_the_language_keeps_what_was_chosen_and_the_filters(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    buttons = first_buttons(client.get(step(vote)))
    assert buttons[:2] == [("ballot", "do", "update"), ("ballot", "language", "en")]
    sessions = [one.get_decoded() for one in Session.objects.all()]
    answer = tick(client, vote, 0, 2, do="", language="en", mark=[vote.projects[1].number], cost="300000000")
    assert answer.url == f"{step(vote)}?cost=300000000"
    page = client.get(answer.url)
    assert spoken(page) == "en"
    assert page.content.decode().count(" checked") == 3  # two chosen, one thought about
    assert ("ballot", "language", "ko") in first_buttons(page)
    assert [one.get_decoded() for one in Session.objects.all()] == sessions  # nothing of it on the server


def test_what_is_compared_stands_at_an_address_that_names_none_of_it(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    marked = [vote.projects[at].number for at in (0, 1)]
    address = tick(client, vote, 0, do="compare", mark=marked).url
    assert (
        address == f"{step(vote)}?view=compare"
    )  # so it is there again after a switch, a reload, a way back
    client.post("/i18n/setlang/", {"language": "en", "next": address})
    page = client.get(address)
    assert spoken(page) == "en"
    assert all(vote.projects[at].title_en in page.content.decode() for at in (0, 1))
    client.post(step(vote), {"add": marked[1]})
    assert client.get(address).content.decode().count(">Chosen ") == 2


def test_where_no_form_holds_anything_the_switch_stays_as_it_is_everywhere(client, kim):
    vote = making.a_vote()
    client.force_login(kim)
    for page in (path(vote, "review/"), f"{step(vote)}?view=map", f"{step(vote)}?view=compare"):
        assert 'action="/i18n/setlang/"' in client.get(page).content.decode()


@pytest.mark.parametrize("language", ["fr", "xx", "", "../en"])
def test_a_language_that_the_platform_does_not_speak_is_no_switch(client, kim, language):
    vote = making.a_vote()
    client.force_login(kim)
    answer = tick(client, vote, 0, do="next", language=language)
    assert answer.url == path(vote, "review/")
    assert "django_language" not in answer.cookies


def test_at_the_voting_device_the_switch_keeps_choices_and_page(kim):
    device = Device()
    device.enter(kim)
    buttons = first_buttons(device.client.get("/vote/kiosk/ballot/"))
    assert buttons == [("projects", "do", "review"), ("projects", "language", "ko")]
    page = device.send("", 0, 2, language="ko")
    assert spoken(page) == "ko"
    assert page.content.decode().count(" checked") == 2
    page = device.send("review", 0, 2)
    assert first_buttons(page) == [("check", "language", "en")]
    assert 'name="at" value="review"' in page.content.decode()
    page = device.send("", 0, 2, at="review", language="en")
    assert spoken(page) == "en"
    assert "Check and cast" in page.content.decode()
    assert not SealedBallot.objects.exists()


def test_the_receipt_of_the_device_offers_no_switch_that_would_lose_it(kim):
    device = Device()
    device.enter(kim)
    page = device.cast(0).content.decode()
    assert "Your vote is in the box." in page
    assert 'name="language"' not in page


def test_the_next_person_at_the_device_begins_in_the_language_of_the_device(kim, lee):
    device = Device()
    for person, go in ((kim, lambda: device.cast(0)), (lee, lambda: device.client.get("/vote/kiosk/leave/"))):
        device.enter(person)
        device.send("", language="en")
        assert spoken(device.client.get("/vote/kiosk/ballot/")) == "en"
        go()
        assert spoken(device.client.get("/vote/kiosk/")) == "ko"
