"""Rooms: who may book, when, and never twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from civic.accounts.leaving import registry as leavings
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed, Refusal
from tests import factories
from workshops.domain.planning import cancel_workshop, change_workshop
from workshops.models import Workshop
from workshops.spaces import actions, queries, refusals
from workshops.spaces.domain import booking as domain
from workshops.spaces.models import Booking, Space

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


def a_space(**fields: Any) -> Space:
    return Space.objects.create(
        **{
            "title": "모임방", "title_en": "Meeting room", "area": factories.a_city(), "address": "1층", "seats": 12,
            "department": factories.a_department(), "open_days": EVERY_DAY, "opens": time(9), "closes": time(21), **fields,
        }
    )  # fmt: skip


def on(day: int, hour: float) -> datetime:
    """So many days from today at that hour, in the city's time."""
    midnight = datetime.combine(timezone.localdate() + timedelta(days=day), time())
    return timezone.make_aware(midnight) + timedelta(hours=hour)


def booked(
    user: User, space: Space, day: int = 2, begins: float = 10, ends: float = 12, **more: Any
) -> Booking:
    return domain.book(
        user, space, starts=on(day, begins), ends=on(day, ends), at=now(), group="모임", **more
    )


@pytest.fixture
def space(db: None) -> Space:
    return a_space()


@pytest.fixture
def kim(db: None) -> User:
    return factories.a_resident("kim")


def test_a_room_is_taken_from_its_beginning_to_its_end_and_free_after_it(space: Space, kim: User) -> None:
    booked(kim, space, begins=10, ends=12)
    for begins, ends in ((9, 10.5), (10.5, 11), (11.5, 13), (9, 13)):
        with pytest.raises(refusals.Taken):
            booked(kim, space, begins=begins, ends=ends)
    booked(kim, space, begins=12, ends=13)
    assert Booking.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "begins", "ends", "no"),
    [
        (2, 8, 10, refusals.OutsideHours),
        (2, 20, 21.5, refusals.OutsideHours),
        (2, 10, 10.25, refusals.TooLong),
        (2, 10, 14.5, refusals.TooLong),
        (-1, 10, 12, refusals.NotAhead),
        (70, 10, 12, refusals.NotAhead),
    ],
)
def test_hours_and_lengths_have_bounds(
    day: int, begins: float, ends: float, no: type[Refusal], space: Space, kim: User
) -> None:
    with pytest.raises(no):
        booked(kim, space, day, begins, ends)
    assert not Booking.objects.exists()


def test_a_room_is_shut_on_the_days_that_it_does_not_name(kim: User) -> None:
    shut = on(2, 10).isoweekday()
    space = a_space(open_days=[one for one in EVERY_DAY if one != shut])
    with pytest.raises(refusals.OutsideHours):
        booked(kim, space, 2)
    assert queries.day_of(space, on(2, 10).date()) == []


def test_groups_are_of_residents_and_have_three_bookings_ahead(space: Space, kim: User) -> None:
    with pytest.raises(refusals.NotResident):
        booked(factories.a_person("newcomer"), space)
    first = booked(kim, space, 2)
    booked(kim, space, 3)
    booked(kim, space, 4)
    with pytest.raises(refusals.TooMany):
        booked(kim, space, 5)
    domain.cancel_booking(kim, first, at=now())
    booked(kim, space, 5)


def test_a_room_for_workshops_is_booked_by_hosts_for_a_workshop(kim: User, seo: User) -> None:
    space = a_space(for_groups=False)
    workshop = factories.a_workshop()
    with pytest.raises(refusals.NotForGroups):
        booked(kim, space)
    with pytest.raises(NotAllowed):
        booked(kim, space, workshop=workshop)
    assert booked(seo, space, begins=9, ends=21, workshop=workshop).workshop == workshop


def test_a_cancelled_booking_makes_room(space: Space, kim: User) -> None:
    lee = factories.a_resident("lee")
    booking = booked(kim, space)
    with pytest.raises(NotAllowed):
        domain.cancel_booking(lee, booking, at=now())
    domain.cancel_booking(kim, booking, at=now())
    with pytest.raises(refusals.NotBooked):
        domain.cancel_booking(kim, booking, at=now())
    booked(lee, space)


def test_the_database_keeps_two_bookings_apart_whatever_the_programs_do(space: Space) -> None:
    both = {"space": space, "made_at": now()}
    Booking.objects.create(span=(on(2, 10), on(2, 12)), **both)
    with pytest.raises(IntegrityError, match="booking_never_overlaps"), transaction.atomic():
        Booking.objects.create(span=(on(2, 11), on(2, 13)), **both)
    Booking.objects.create(span=(on(2, 11), on(2, 13)), cancelled_at=now(), **both)
    Booking.objects.create(span=(on(2, 11), on(2, 13)), space=a_space(), made_at=now())
    with pytest.raises(IntegrityError, match="booking_has_a_beginning"), transaction.atomic():
        Booking.objects.create(span=(None, on(2, 9)), **both)


def test_the_day_is_shown_piece_by_piece(space: Space, kim: User) -> None:
    booked(kim, space, 2, 10, 12)
    pieces = queries.day_of(space, on(2, 0).date())
    assert [(one.starts, one.ends, one.booking is None) for one in pieces] == [
        (on(2, 9), on(2, 10), True),
        (on(2, 10), on(2, 12), False),
        (on(2, 12), on(2, 21), True),
    ]


def test_whoever_leaves_gives_their_rooms_back(space: Space, kim: User) -> None:
    booked(kim, space)
    leavings["spaces.bookings"](kim)
    assert not Booking.objects.in_force().exists()
    assert Booking.objects.get().group == ""


def a_booked_workshop(seo: User, space: Space, day: int = 2) -> Workshop:
    """From ten to twelve, with the room an hour longer on both sides."""
    workshop = factories.a_workshop(starts_at=on(day, 10), ends_at=on(day, 12))
    booked(seo, space, day, 9, 13, workshop=workshop)
    return workshop


def moved(seo: User, workshop: Workshop, day: int, begins: float = 10, ends: float = 12) -> None:
    change_workshop(seo, workshop, at=now(), starts_at=on(day, begins), ends_at=on(day, ends))


def test_a_booked_room_follows_its_workshop(space: Space, seo: User) -> None:
    workshop = a_booked_workshop(seo, space)
    moved(seo, workshop, 3, 14, 17)
    booking = Booking.objects.get()
    assert (booking.starts_at, booking.ends_at) == (on(3, 13), on(3, 18))
    workshop.refresh_from_db()
    change_workshop(seo, workshop, at=now(), place="다른 곳")
    booking.refresh_from_db()
    assert booking.starts_at == on(3, 13)
    workshop.refresh_from_db()
    cancel_workshop(seo, workshop, reason="호우")
    booking.refresh_from_db()
    assert booking.cancelled_at


def test_a_workshop_does_not_move_into_a_room_that_is_taken_or_shut(
    space: Space, seo: User, kim: User
) -> None:
    workshop = a_booked_workshop(seo, space)
    booked(kim, space, 3, 12, 14)
    for day, hour, no in ((3, 10, refusals.RoomTakenThen), (2, 19, refusals.RoomShutThen)):
        with pytest.raises(no, match=space.title):
            moved(seo, workshop, day, hour, hour + 2)
    workshop.refresh_from_db()
    assert (workshop.starts_at, Booking.objects.get(workshop=workshop).starts_at) == (on(2, 10), on(2, 9))
    moved(seo, workshop, 2, 10.5, 12.5)  # over its own old hours


def test_a_room_that_is_open_each_day_says_so_in_one_word(client: Client, space: Space) -> None:
    client.cookies["django_language"] = "ko"
    assert client.get(f"/spaces/{space.code}/").context["open_days"] == ["매일"]
    part = a_space(open_days=[1, 7])
    assert client.get(f"/spaces/{part.code}/").context["open_days"] == ["월요일", "일요일"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(
    number: int, client: Client, kim: User, django_assert_num_queries: Any
) -> None:
    spaces = [a_space() for _n in range(number)]
    for n in range(number):
        booked(kim, spaces[0], begins=10 + n, ends=10.5 + n)
    with django_assert_num_queries(1):
        assert len(client.get("/spaces/").context["page"]) == number
    day = on(2, 0).date().isoformat()
    with django_assert_num_queries(2):  # the room, its bookings of the day
        assert len(client.get(f"/spaces/{spaces[0].code}/?day={day}").context["pieces"]) >= number
    client.force_login(kim)
    client.get("/spaces/mine/")
    with django_assert_num_queries(5):  # session, person, bookings, roles, unread messages
        assert len(client.get("/spaces/mine/").context["lines"]) == number


def test_a_room_is_booked_on_a_page_and_the_calendar_names_nobody(
    client: Client, space: Space, kim: User
) -> None:
    client.force_login(kim)
    day = on(2, 0).date().isoformat()
    sent = {"day": day, "begins": "10:00", "finishes": "12:00", "group": "뜨개 모임", "purpose": "함께 뜨기"}
    assert client.post(f"/spaces/{space.code}/book/", {**sent, "finishes": "09:00"}).status_code == 422
    assert client.post(f"/spaces/{space.code}/book/", sent).status_code == 302
    assert client.post(f"/spaces/{space.code}/book/", sent).status_code == 409
    client.logout()
    page = client.get(f"/spaces/{space.code}/?day={day}").content.decode()
    assert "뜨개" not in page
    assert client.get(f"/spaces/{space.code}/?day=nonsense").context["day"] == timezone.localdate()


def test_a_host_adds_and_changes_a_room(client: Client, seo: User, kim: User, settings: Any) -> None:
    settings.DEMO_MODE = True
    sent = {
        "title": "새 방", "area": factories.a_city().pk, "department": factories.a_department().pk, "address": "2층",
        "seats": "8", "open_days": ["1", "3"], "opens": "09:00", "closes": "18:00", "for_groups": "on", "in_use": "on",
    }  # fmt: skip
    client.force_login(kim)
    assert client.post("/spaces/new/", sent).status_code == 403
    client.force_login(seo)
    assert client.post("/spaces/new/", {**sent, "closes": "08:00"}).status_code == 422
    client.post("/spaces/new/", sent)
    space = Space.objects.get(title="새 방")
    assert space.open_days == [1, 3]
    client.post(f"/spaces/{space.code}/change/", {**sent, "seats": "9"})
    space.refresh_from_db()
    assert space.seats == 9


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
class TestAllAtOnce:
    def all_book(
        self, people: list[User], space: Space, span: Callable[[int], tuple[float, float]]
    ) -> list[str]:
        start = Barrier(len(people))

        def one(number: int) -> str:
            start.wait(timeout=30)
            try:
                begins, ends = span(number)
                booked(people[number], space, begins=begins, ends=ends)
            except Refusal as no:
                return no.code
            finally:
                connection.close()
            return ""

        with ThreadPoolExecutor(len(people)) as pool:
            return sorted(pool.map(one, range(len(people))))

    def test_eight_people_and_one_evening_make_one_booking(self) -> None:
        space, people = a_space(), [factories.a_resident(f"racer{n}") for n in range(8)]
        codes = self.all_book(people, space, lambda n: (18 + n / 10, 20 + n / 10))
        assert codes == ["", *["spaces.taken"] * 7]
        assert Booking.objects.in_force().count() == 1

    def test_control_without_the_constraint_the_room_is_booked_eight_times(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Everybody has asked the rule before anybody writes: only the constraint stands between them."""
        asked = Barrier(8)
        rule = actions.book.rule

        def slow(*given: Any, **more: Any) -> Any:
            yield from rule(*given, **more)
            asked.wait(timeout=30)

        monkeypatch.setattr(actions.book, "rule", slow)
        space, people = a_space(), [factories.a_resident(f"racer{n}") for n in range(8)]
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE spaces_booking DROP CONSTRAINT booking_never_overlaps")
        try:
            codes = self.all_book(people, space, lambda _n: (18, 20))
        finally:
            Booking.objects.all().delete()
            constraint = next(
                one for one in Booking._meta.constraints if one.name == "booking_never_overlaps"
            )
            with connection.schema_editor() as editor:
                editor.add_constraint(Booking, constraint)
        assert codes == [""] * 8

    def test_one_person_who_books_six_times_at_once_gets_three(self) -> None:
        space, kim = a_space(), factories.a_resident("kim")
        codes = self.all_book([kim] * 6, space, lambda n: (9 + n, 9.5 + n))
        assert codes == ["", "", "", *["spaces.too_many"] * 3]

    def test_control_without_the_lock_the_person_gets_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = Barrier(6)
        rule = actions.book.rule

        def slow(*given: Any, **more: Any) -> Any:
            yield from rule(*given, **more)
            asked.wait(timeout=30)

        monkeypatch.setattr(actions.book, "rule", slow)
        monkeypatch.setattr(domain, "one_by_one", lambda _user: None)
        space, kim = a_space(), factories.a_resident("kim")
        assert self.all_book([kim] * 6, space, lambda n: (9 + n, 9.5 + n)) == [""] * 6

    def test_two_workshops_that_move_into_one_hour_do_not_share_the_room(self) -> None:
        space, seo = a_space(), factories.a_staff_member("seo", "host")
        pair = [a_booked_workshop(seo, space, day) for day in (2, 3)]
        start = Barrier(2)

        def one(workshop: Workshop) -> str:
            start.wait(timeout=30)
            try:
                moved(seo, workshop, 5)
            except Refusal as no:
                return no.code
            finally:
                connection.close()
            return "moved"

        with ThreadPoolExecutor(2) as pool:
            told = sorted(pool.map(one, pair))
        assert told[0] == "moved"
        assert told[1] in ("spaces.taken", "spaces.room_taken_then")
