"""Slips whose reader is gone, or that both readers got wrong, do not hold the count up for good; no mark without a slip."""

from typing import Any

import pytest
from django.test import Client

from budgeting.voting.domain.closing_paper import close_batch
from budgeting.voting.domain.entering import begin_batch, begin_second, enter_slip, finish_reading, read_again
from budgeting.voting.domain.placing import number_slips
from budgeting.voting.models import InPersonMark, PaperBatch, SlipReading
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.refusals import Refusal
from tests import factories
from tests.budgeting.voting import booths, making
from tests.budgeting.voting.test_paper import Station, count

pytestmark = pytest.mark.django_db
WHY = "첫 입력자가 입원했습니다."


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda no: no.code == code)


def read_all(station: Station, who: User, batch: PaperBatch, *slips: int) -> None:
    for number in slips:
        enter_slip(who, batch, number, station.read(0))
    finish_reading(who, batch)


def test_a_reading_whose_reader_is_gone_is_taken_over(client: Client) -> None:
    station = Station()
    batch = begin_batch(station.first, station.place)
    enter_slip(station.first, batch, 1, station.read(1))
    begin_second(station.second, batch)
    read_all(station, station.second, batch, 1, 2)
    station.first.roles.all().delete()
    address = f"/vote/{station.vote.cycle.slug}/paper/{batch.pk}/"
    client.force_login(station.third)
    assert f"{address}again/first/" in client.get(address).content.decode()
    assert client.post(f"{address}again/first/", {"reason": " "}).status_code == 422
    assert client.post(f"{address}again/first/", {"reason": WHY})["Location"] == f"{address}enter/"
    assert not SlipReading.objects.filter(reader="first").exists(), (
        "nobody's half work is mixed with another's"
    )
    entry = Entry.objects.get(verb="voting.batch_read_again")
    assert entry.data["reason"] == WHY
    read_all(station, station.third, batch, 1, 2)
    close_batch(station.third, batch)
    assert count(station).channels == {"paper": 2}


def test_the_other_reader_does_not_take_it_over_and_a_finished_one_stays(client: Client) -> None:
    station = Station()
    batch = begin_batch(station.first, station.place)
    begin_second(station.second, batch)
    with refused("voting.other_reading"):
        read_again(station.second, batch, reading="first", reason=WHY)
    with refused("voting.other_reading"):
        read_again(station.first, batch, reading="second", reason=WHY)
    read_all(station, station.first, batch, 1, 2)
    with refused("voting.reading_finished"):
        read_again(station.third, batch, reading="first", reason=WHY)
    with refused("voting.readings_unfinished"):
        read_again(station.third, batch, reading="both", reason=WHY)
    with refused("voting.reading_finished"):
        read_again(station.third, batch, reading="final", reason=WHY)
    with refused("accounts.not_allowed"):
        read_again(factories.a_resident("kim"), batch, reading="second", reason=WHY)
    client.force_login(station.third)
    address = f"/vote/{station.vote.cycle.slug}/paper/{batch.pk}/again/"
    assert client.get(f"{address}first/").status_code == 409
    assert client.get(f"{address}nothing/").status_code == 409


def test_a_slip_that_both_forgot_does_not_hold_the_count_up(client: Client) -> None:
    station = Station()
    batch = station.entered({1: station.read(0)})
    with refused("voting.slips_are_not_marks"):
        close_batch(station.third, batch)
    address = f"/vote/{station.vote.cycle.slug}/paper/{batch.pk}/"
    client.force_login(station.third)
    assert f"{address}again/both/" in client.get(address).content.decode()
    assert client.post(f"{address}again/both/", {"reason": "한 장을 빠뜨렸습니다."}).status_code == 302
    batch.refresh_from_db()
    assert (batch.entered_by, batch.confirmed_by, batch.entered_at) == (station.third, None, None)
    read_all(station, station.third, batch, 1, 2)
    begin_second(station.second, batch)
    read_all(station, station.second, batch, 1, 2)
    close_batch(station.first, batch)
    assert count(station).channels == {"paper": 2}
    with refused("voting.already_counted"):
        read_again(station.third, batch, reading="both", reason=WHY)


def test_nobody_is_marked_where_no_slip_is_left() -> None:
    """Such a mark could never be entered: the count would wait for a slip that was never printed."""
    voters = making.voters(3)
    clerk = booths.a_clerk()
    vote = booths.a_vote()
    place = booths.a_place(vote, slips=2)
    for voter in voters[:2]:
        booths.come(voter, place, clerk)
    with refused("voting.no_slip_left"):
        booths.come(voters[2], place, clerk)
    assert InPersonMark.objects.count() == 2
    number_slips(factories.a_staff_member("oh", "budget"), place, count=1)
    booths.come(voters[2], place, clerk)


def test_nor_where_none_was_printed_for_their_district() -> None:
    [voter] = making.voters(1, "1129000000")
    clerk = booths.a_clerk()
    vote = booths.a_vote(own_borough_only=True, area=factories.a_city())
    place = booths.a_place(vote, scope="1111000000")
    with refused("voting.no_slip_left"):
        booths.come(voter, place, clerk)
    number_slips(factories.a_staff_member("oh", "budget"), place, count=1, scope="1129000000")
    assert booths.come(voter, place, clerk).scope == "1129000000"
