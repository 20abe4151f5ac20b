"""Pages by key, tried on the sessions table: a moment that many rows share, and a unique key."""

import datetime as dt
from collections.abc import Sequence

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from civic.common.paging import Page, keyset

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
NEWEST = ("-expire_date", "-session_key")


def fill(count: int, *, same: int = 3) -> list[str]:
    """`count` rows of which `same` at a time share a moment; gives the keys as NEWEST orders them."""
    rows = [
        Session(
            session_key=f"{number:04d}",
            session_data="",
            expire_date=START + dt.timedelta(seconds=number // same),
        )
        for number in range(count)
    ]
    Session.objects.bulk_create(rows)
    return [row.session_key for row in reversed(rows)]


def walk(order: Sequence[str], size: int) -> list[list[str]]:
    pages, cursor = [], None
    while True:
        page = keyset(Session.objects.all(), order=order, cursor=cursor, size=size)
        pages.append([one.session_key for one in page])
        cursor = page.next_cursor
        if cursor is None:
            return pages


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 10, 11])
def test_every_row_comes_once_however_the_pages_fall(size: int) -> None:
    expected = fill(10)
    pages = walk(NEWEST, size)
    assert [key for page in pages for key in page] == expected
    assert all(len(page) == size for page in pages[:-1])
    assert pages[-1]


@pytest.mark.parametrize(
    "order",
    [
        ("expire_date", "session_key"),
        ("-expire_date", "session_key"),
        ("expire_date", "-pk"),
        ("session_key",),
    ],
)
def test_any_mixture_of_directions_gives_the_database_order(order: tuple[str, ...]) -> None:
    fill(10)
    expected = list(Session.objects.order_by(*order).values_list("session_key", flat=True))
    assert [key for page in walk(order, 3) for key in page] == expected


def test_a_row_written_or_deleted_meanwhile_shifts_nothing() -> None:
    expected = fill(9)
    first: Page[Session] = keyset(Session.objects.all(), order=NEWEST, size=4)
    Session.objects.create(session_key="new", session_data="", expire_date=START + dt.timedelta(days=1))
    first.items[-1].delete()
    second = keyset(Session.objects.all(), order=NEWEST, cursor=first.next_cursor, size=4)
    assert [one.session_key for one in second] == expected[4:8]
    assert second.is_later
    assert not first.is_later


def test_a_page_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    fill(10)
    with django_assert_num_queries(1):
        page = keyset(Session.objects.all(), order=NEWEST, size=4)
    with django_assert_num_queries(1):
        assert len(keyset(Session.objects.all(), order=NEWEST, cursor=page.next_cursor, size=4)) == 4


def test_pages_found_before_they_are_read_are_the_same_pages() -> None:
    expected = fill(10)
    pages, cursor = [], None
    for _page in range(4):
        found = Session.objects.filter(session_data="")
        page = keyset(found, order=NEWEST, cursor=cursor, size=3, found_first=True)
        pages += [one.session_key for one in page]
        cursor = page.next_cursor
    assert pages == expected
    assert cursor is None


def test_the_index_of_the_ordering_is_entered_at_the_cursor() -> None:
    fill(300)
    page = keyset(Session.objects.all(), order=NEWEST, size=4)
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX test_paging ON django_session (expire_date, session_key)")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    plans: list[str] = []

    def explain(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's wrapper protocol
        with connection.connection.cursor() as raw:
            raw.execute("EXPLAIN " + sql, params)
            plans.extend(line[0] for line in raw.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        keyset(Session.objects.all(), order=NEWEST, cursor=page.next_cursor, size=4)
    assert any("Index Cond: (ROW(" in line for line in plans), plans


def test_an_empty_list_is_one_empty_page() -> None:
    page = keyset(Session.objects.all(), order=NEWEST, size=4)
    assert page.items == []
    assert page.next_cursor is None
    assert not page.is_later


@pytest.mark.parametrize("bad", ["", "x", "WzFd:1:2", None, "{}:::", "é", "a" * 5000])
def test_a_broken_cursor_gives_the_first_page(bad: str | None) -> None:
    expected = fill(5)
    page = keyset(Session.objects.all(), order=NEWEST, cursor=bad, size=2)
    assert [one.session_key for one in page] == expected[:2]
    assert not page.is_later


def test_a_cursor_of_another_ordering_or_with_another_signature_gives_the_first_page() -> None:
    expected = fill(5)
    other = keyset(Session.objects.all(), order=("session_key",), size=2).next_cursor
    own = keyset(Session.objects.all(), order=NEWEST, size=2).next_cursor
    assert own is not None
    for cursor in (other, own[:-1] + ("a" if own[-1] != "a" else "b"), own.swapcase()):
        page = keyset(Session.objects.all(), order=NEWEST, cursor=cursor, size=2)
        assert [one.session_key for one in page] == expected[:2]


@pytest.mark.parametrize("order", [("-expire_date",), ("session_key", "expire_date"), ("no_such",)])
def test_an_ordering_without_a_unique_end_is_refused(order: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="last field"):
        keyset(Session.objects.all(), order=order)
