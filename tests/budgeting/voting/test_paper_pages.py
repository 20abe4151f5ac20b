"""The pages of polling places, stations and slips, without JavaScript."""

import re

import pytest
from django.core.cache import cache

from budgeting.voting.domain.entering import begin_batch, enter_slip
from budgeting.voting.models import InPersonMark, PaperBatch, PollingPlace, SlipReading
from civic.accounts.models import User
from tests import factories
from tests.budgeting.voting import booths

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english_and_an_empty_cache(client):
    cache.clear()
    client.cookies["django_language"] = "en"


def path(vote, tail=""):
    return f"/vote/{vote.cycle.slug}/{tail}"


def sign_in(client, who: User):
    factories.a_second_factor(who)
    client.force_login(who)


def test_an_officer_adds_a_place_that_everybody_sees_and_prints_slips(client, oh):
    vote = booths.a_vote()
    sign_in(client, oh)
    made = client.post(
        path(vote, "places/"),
        {"name": "종로구청", "area": "1111000000", "address": "종로1길 36", "hours": "09:00-18:00"},
    )
    assert made.status_code == 302
    place = PollingPlace.objects.get()
    sheet = client.get(
        client.post(path(vote, f"places/{place.pk}/slips/"), {"count": 3}).url
    ).content.decode()
    assert sheet.count('<section class="slip">') == 3
    assert all(project.title in sheet for project in vote.projects)
    client.logout()
    assert "종로1길 36" in client.get(path(vote)).content.decode()


def test_a_resident_shows_a_code_and_the_clerk_marks_them(client, kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    client.force_login(kim)
    assert path(vote, "station-code/") in client.get(path(vote)).content.decode()
    code = re.search(
        r"[0-9A-Z]{4}-[0-9A-Z]{4}", client.post(path(vote, "station-code/")).content.decode()
    ).group()
    sign_in(client, clerk)
    station = f"/vote/station/{place.pk}/"
    found = client.post(station, {"code": code}).content.decode()
    assert kim.display_name not in found
    assert "Jongno-gu" in found
    assert client.post(station + "mark/", {"code": code}).url == station
    assert InPersonMark.objects.count() == 1
    client.force_login(kim)
    page = client.get(path(vote)).content.decode()
    assert "marked that you have voted on paper" in page
    assert path(vote, "station-code/") not in page


def test_a_wrong_code_finds_nobody_and_says_so(client):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    sign_in(client, clerk)
    answer = client.post(f"/vote/station/{place.pk}/", {"code": "AAAA-AAAA"})
    assert answer.status_code == 422
    assert "Nobody on the roll" in answer.content.decode()


def over(people=1):
    """A vote that is over, with a place at which residents voted on paper."""
    from tests.budgeting.voting import making

    voters = making.voters(people)
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    for voter in voters:
        booths.come(voter, place, clerk)
    vote.end()
    return clerk, vote, vote.cycle.places.get()


def test_two_enter_a_slip_blind_and_the_batch_closes(client):
    first, vote, _place = over()
    second = booths.a_clerk("second")
    numbers = " ".join(project.number for project in vote.projects[:2])
    field = f"envelope_{vote.envelope.key}"
    sign_in(client, first)
    enter = client.post(path(vote, f"paper/begin/{_place.pk}/")).url
    assert client.post(enter, {"number": "1", field: numbers, "fate": "read"}).url == enter
    wrong = client.post(enter, {"number": "2", field: "no-such", "fate": "read"})
    assert (wrong.status_code, SlipReading.objects.count()) == (422, 1)
    client.post(enter.replace("enter/", "finish/"))
    sign_in(client, second)
    client.post(enter.replace("enter/", "second/"))
    assert numbers not in client.get(enter).content.decode()
    client.post(enter, {"number": "1", field: numbers, "fate": "read"})
    client.post(enter.replace("enter/", "finish/"))
    done = client.post(enter.replace("enter/", ""), {"scans_sha256": "", "note": "아무 일 없음"})
    assert done.status_code == 302
    assert PaperBatch.objects.get().slips == 1


def test_a_third_person_sees_both_readings_and_decides(client):
    first, vote, place = over()
    second, third = booths.a_clerk("second"), booths.a_clerk("third")
    batch = booths.entered(place, first, second, {1: booths.read(vote, 0)}, {1: booths.read(vote, 1)})
    sign_in(client, third)
    page = client.get(path(vote, f"paper/{batch.pk}/")).content.decode()
    assert "Decide slip 1" in page
    resolve = path(vote, f"paper/{batch.pk}/slips/1/")
    assert client.get(resolve).status_code == 200
    client.post(resolve, {f"envelope_{vote.envelope.key}": vote.projects[1].number, "fate": "read"})
    assert client.post(path(vote, f"paper/{batch.pk}/"), {}).status_code == 302
    for reader in (first, second):
        client.force_login(reader)
        factories.a_second_factor(reader)
        assert client.get(resolve).status_code in (403, 409)


def test_the_second_reader_sees_nothing_of_the_first_reading(client):
    first, vote, place = over()
    batch = begin_batch(first, place)
    enter_slip(first, batch, 17, booths.read(vote, 0))
    sign_in(client, booths.a_clerk("second"))
    client.post(path(vote, f"paper/{batch.pk}/second/"))
    for tail in ("", "enter/"):
        assert ">17<" not in client.get(path(vote, f"paper/{batch.pk}/{tail}")).content.decode()


@pytest.mark.parametrize("slips", [1, 3])
def test_the_page_of_entries_costs_the_same_however_many_slips(client, slips, django_assert_num_queries):
    first, vote, place = over()
    batch = begin_batch(first, place)
    for number in range(1, slips + 1):
        enter_slip(first, batch, number, booths.read(vote, 0))
    sign_in(client, first)
    enter = path(vote, f"paper/{batch.pk}/enter/")
    client.get(enter)
    with django_assert_num_queries(17):
        client.get(enter)


@pytest.mark.parametrize("places", [1, 3])
def test_the_page_of_a_vote_costs_the_same_however_many_places(client, places, django_assert_num_queries):
    vote = booths.a_vote()
    for number in range(places):
        booths.a_place(vote, f"투표소 {number}")
    client.get(path(vote))
    with django_assert_num_queries(6):
        client.get(path(vote))


def test_of_two_fields_of_which_one_is_needed_neither_says_that_it_is_optional(client):
    vote = booths.a_vote()
    place = booths.a_place(vote)
    sign_in(client, booths.a_clerk())
    page = client.get(f"/vote/station/{place.pk}/").content.decode()
    assert page.count("(one of the two)") == 2
    assert "(optional)" not in page


def test_a_station_has_no_empty_part_once_the_vote_is_over(client):
    clerk, _vote, place = over()
    sign_in(client, clerk)
    assert "Voting devices" not in client.get(f"/vote/station/{place.pk}/").content.decode()


def test_the_third_person_says_what_stands_on_the_slip_and_leaves_nothing_standing(client):
    """A form that was merely sent would have decided for a blank vote, and nobody reads after the third."""
    first, vote, place = over()
    batch = booths.entered(
        place, first, booths.a_clerk("second"), {1: booths.read(vote, 0)}, {1: booths.read(vote, 1)}
    )
    sign_in(client, booths.a_clerk("third"))
    resolve, field = path(vote, f"paper/{batch.pk}/slips/1/"), f"envelope_{vote.envelope.key}"
    assert client.post(resolve, {field: ""}).status_code == 422
    assert 'name="fate"' in (page := client.get(resolve).content.decode())
    assert "checked" not in page
    assert client.post(resolve, {field: vote.projects[1].number, "fate": "read"}).status_code == 302
    again = client.get(resolve).content.decode()
    assert f'value="{vote.projects[1].number}"' in again, "opened again it shows what was decided"
    assert "checked" in again
