"""A workshop that is moved or planned anew, and what hangs on it: offers, rooms, series, wishes."""

from datetime import timedelta

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.workshops.spaces.test_rooms import a_space, on
from workshops.before.refusals import DayIsOver, SeriesEnded
from workshops.domain import applying, waiting
from workshops.domain.planning import change_workshop, plan_workshop
from workshops.domain.registering import cancel_registration, register
from workshops.domain.series import end_series
from workshops.models import CitizenPlan, Registration, Waiting, Workshop
from workshops.spaces.domain import booking as rooms
from workshops.spaces.models import Booking

pytestmark = pytest.mark.django_db


def test_no_place_is_held_beyond_the_door_of_a_workshop_that_is_moved_nearer(
    seo: User, kim: User, lee: User
) -> None:
    workshop = factories.a_workshop(capacity=1)
    register(kim, workshop, at=now())
    entry = waiting.join(lee, workshop, at=now())
    cancel_registration(kim, Registration.objects.in_force().get(), at=now())
    starts = now() + timedelta(hours=5)
    change_workshop(seo, workshop, at=now(), starts_at=starts, ends_at=starts + timedelta(hours=2))
    entry.refresh_from_db()
    assert entry.offer_until == starts - timedelta(hours=2)
    starts = now() + timedelta(hours=1)
    change_workshop(seo, workshop, at=now(), starts_at=starts, ends_at=starts + timedelta(hours=2))
    assert waiting.end_offers(now() + timedelta(seconds=2)) == 1
    workshop.refresh_from_db()
    assert workshop.registered_count == 0
    assert Waiting.objects.get().outcome == Waiting.Outcome.PASSED


def test_a_room_booked_for_a_part_of_a_workshop_follows_when_it_is_made_short(seo: User) -> None:
    room = a_space()
    workshop = factories.a_workshop(starts_at=on(3, 9), ends_at=on(3, 15))
    rooms.book(seo, room, starts=on(3, 9), ends=on(3, 10), at=now(), workshop=workshop)
    change_workshop(seo, workshop, at=now(), ends_at=on(3, 11))
    booking = Booking.objects.get()
    assert (booking.starts_at, booking.ends_at) == (on(3, 9), on(3, 10))


def test_nothing_is_planned_in_a_series_that_has_ended(seo: User, client: Client) -> None:
    series, other = factories.a_series(), factories.a_series()
    kept = factories.a_workshop(series=series)
    ended = end_series(seo, series, at=now())
    fields = {"title": "x", "area": factories.a_city(), "department": factories.a_department(), "capacity": 3}
    times = {"starts_at": now() + timedelta(days=9), "ends_at": now() + timedelta(days=9, hours=2)}
    with pytest.raises(SeriesEnded):
        plan_workshop(seo, series=ended, **fields, **times)
    with pytest.raises(SeriesEnded):
        change_workshop(seo, factories.a_workshop(), at=now(), series=ended)
    client.force_login(seo)
    for path, offered in (
        ("/workshops/desk/new/", {other}),
        (f"/workshops/desk/{kept.code}/change/", {series, other}),
    ):
        assert set(client.get(path).context["form"].fields["series"].queryset) == offered
    change_workshop(seo, kept, at=now(), title="그대로")


def test_a_wish_whose_day_is_over_is_accepted_with_another_day_only(
    seo: User, kim: User, client: Client
) -> None:
    application = factories.an_application(kim)
    CitizenPlan.objects.filter(pk=application.pk).update(wished_at=now() - timedelta(days=1))
    with pytest.raises(DayIsOver):
        applying.accept(seo, application, at=now())
    client.force_login(seo)
    path = f"/workshops/desk/applications/{application.code}/"
    response = client.post(path, {"decision": "accept"})
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"starts_at"})
    day = (now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")
    sent = {"decision": "change", "answer": "날짜를 바꿉니다.", "starts_at": day}
    assert client.post(path, sent).status_code == 302
    assert Workshop.objects.get(application=application).starts_at > now()
