"""The day itself: the list that works without a network, tables, badges, the printed list."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.workshops.conftest import registered
from workshops.domain.catching_up import Kept, Undone, WalkIn, catch_up
from workshops.domain.registering import register
from workshops.domain.tables import give_tables
from workshops.models import Registration, Workshop


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def test_check_ins_kept_on_a_device_are_written_once_with_their_own_time(
    today: Workshop, seo: User, kim: User
) -> None:
    seat = registered(today, kim)
    stood_there = now() - timedelta(minutes=20)
    kept = [Kept(seat.code, stood_there), Kept("ZZZZZZ", stood_there)]
    told = catch_up(seo, today, kept, at=now())
    assert told.checkins == {seat.code: "in", "ZZZZZZ": "workshops.unknown_code"}
    assert catch_up(seo, today, kept[:1], at=now()).checkins == {seat.code: "already"}
    seat.refresh_from_db()
    assert seat.checked_in_at == stood_there


def test_a_check_in_that_is_taken_back_offline_is_that_one_and_no_later_one(
    today: Workshop, seo: User, kim: User
) -> None:
    seat = registered(today, kim)
    first, later = now() - timedelta(minutes=20), now() - timedelta(minutes=5)
    catch_up(seo, today, [Kept(seat.code, first)], at=now())
    mistaken = [Undone(seat.code, first)]
    assert catch_up(seo, today, undone=mistaken, at=now()).undone == {seat.code: "undone"}
    assert Registration.objects.get(pk=seat.pk).checked_in_at is None
    catch_up(seo, today, [Kept(seat.code, later)], at=now())  # another device, rightly
    assert catch_up(seo, today, undone=mistaken, at=now()).undone == {seat.code: "already"}, "delivered twice"
    assert Registration.objects.get(pk=seat.pk).checked_in_at == later


def test_a_walk_in_kept_on_a_device_comes_in_once_and_never_over_capacity(seo: User) -> None:
    workshop = factories.a_workshop(capacity=1, starts_in=timedelta(minutes=5))
    at = now() - timedelta(minutes=3)
    one, two = WalkIn(uuid4(), "박걸음", at), WalkIn(uuid4(), "최나중", at)
    assert catch_up(seo, workshop, walkins=[one], at=now()).walkins == {str(one.key): "in"}
    told = catch_up(seo, workshop, walkins=[one, two], at=now()).walkins
    assert told == {str(one.key): "already", str(two.key): "workshops.full"}
    seat = Registration.objects.get()
    assert (seat.name, seat.walk_in, seat.checked_in_at) == ("박걸음", True, at)


def test_nobody_is_checked_in_in_the_future(today: Workshop, seo: User, kim: User) -> None:
    seat, at = registered(today, kim), now()
    catch_up(seo, today, [Kept(seat.code, at + timedelta(hours=3))], at=at)
    seat.refresh_from_db()
    assert seat.checked_in_at == at


def test_the_page_delivers_and_only_hosts_do(client: Client, today: Workshop, seo: User, kim: User) -> None:
    seat = registered(today, kim)
    path = f"/workshops/desk/{today.code}/door/deliver/"
    body = json.dumps({"checkins": [{"code": seat.code, "at": now().isoformat()}]})
    client.force_login(kim)
    assert client.post(path, body, content_type="application/json").status_code == 403
    client.force_login(seo)
    page = client.get(f"/workshops/desk/{today.code}/door/").content.decode()
    assert f'data-code="{seat.code}"' in page
    told = client.post(path, body, content_type="application/json").json()
    assert told == {"told": {seat.code: "in"}, "undone": {}, "walkins": {}}
    naive = json.dumps({"checkins": [{"code": seat.code, "at": "2026-01-01T10:00:00"}]})
    nameless = (
        f'{{"checkins": [], "walkins": [{{"key": "{uuid4()}", "name": " ", "at": "2026-01-01T10:00:00Z"}}]}}'
    )
    for broken in ("[]", "{}", '{"checkins": [1]}', "x", naive, nameless):
        assert client.post(path, broken, content_type="application/json").status_code == 422


def test_the_worker_keeps_the_door_only(client: Client, db: None) -> None:
    worker = client.get("/workshops/desk/door-worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    script = worker.content.decode()
    assert r"\/door\/" in script
    assert "civic.css" in script


def test_tables_fill_evenly_and_companions_stay_together(seo: User) -> None:
    workshop = factories.a_workshop(capacity=9, companions_max=2)
    for number, companions in enumerate((2, 0, 0, 1, 0)):
        register(factories.a_person(f"guest{number}"), workshop, at=now(), companions=companions)
    assert give_tables(seo, workshop, tables=2) == 5
    assert give_tables(seo, workshop, tables=2) == 0, "who has a table keeps it"
    filled = {
        table: sum(one.seats for one in Registration.objects.filter(table=table)) for table in ("1", "2")
    }
    assert sorted(filled.values()) == [4, 4]


def test_badges_show_the_chosen_name_the_table_and_a_blank_for_each_companion(
    client: Client, seo: User, kim: User
) -> None:
    workshop = factories.a_workshop(companions_max=2)
    register(kim, workshop, at=now(), name="골목대장", companions=2)
    give_tables(seo, workshop, tables=1)
    client.force_login(seo)
    page = client.get(f"/workshops/desk/{workshop.code}/badges/").content.decode()
    assert page.count('<li class="badge">') == 3
    assert page.count("badge__blank") == 2
    assert '<p class="badge__name">골목대장</p>' in page


def test_the_list_is_printed_as_pdf(client: Client, seo: User, kim: User, workshop: Workshop) -> None:
    register(kim, workshop, at=now(), needs="수어통역")
    client.force_login(seo)
    made = client.get(f"/workshops/desk/{workshop.code}/people.pdf")
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")


def test_a_device_whose_clock_is_wrong_takes_back_what_it_brought(
    today: Workshop, seo: User, kim: User
) -> None:
    """It learns from when on the person is here by the server's clock."""
    seat, at = registered(today, kim), now()
    told = catch_up(seo, today, [Kept(seat.code, at + timedelta(hours=3))], at=at)
    assert told.since == {seat.code: at}
    again = catch_up(seo, today, undone=[Undone(seat.code, told.since[seat.code])], at=now())
    assert again.undone == {seat.code: "undone"}
    assert Registration.objects.get(pk=seat.pk).checked_in_at is None


def test_a_device_whose_clock_is_days_behind_loses_nobody(today: Workshop, seo: User, kim: User) -> None:
    seat, ago = registered(today, kim), now() - timedelta(days=9)
    guest = WalkIn(uuid4(), "박걸음", ago)
    told = catch_up(seo, today, [Kept(seat.code, ago)], walkins=[guest], at=now())
    assert (told.checkins[seat.code], told.walkins[str(guest.key)]) == ("in", "in")
    assert min(Registration.objects.values_list("checked_in_at", flat=True)) > now() - timedelta(days=1)


def test_a_door_that_is_not_open_yet_stays_shut_whatever_the_device_says(
    workshop: Workshop, seo: User, kim: User
) -> None:
    seat = register(kim, workshop, at=now())
    for moment in (now() - timedelta(days=9), now(), workshop.starts_at):
        told = catch_up(seo, workshop, [Kept(seat.code, moment)], at=now())
        assert told.checkins == {seat.code: "workshops.check_in_not_open"}
