"""Two acts that meet: the first stops between its check and its end until the second is done or waits for a lock."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, get_ident
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from civic.common import locks
from civic.common.refusals import Refusal

Act = Callable[[], Any]
MOMENT = 0.02
"""Seconds between two looks at the locks; nothing depends on its length."""


def meet(
    monkeypatch: pytest.MonkeyPatch, where: Any, name: str, first: Act, second: Act, *, call: int = 1
) -> tuple[str, str]:
    """Codes of both refusals ("" for none). The first stops when ``where.name`` has answered it for the ``call``-th time."""
    plain, reached, running = getattr(where, name), Event(), Event()
    seen: dict[str, Any] = {"thread": 0, "calls": 0}
    others: list[Future[str]] = []

    def stops(*args: Any, **given: Any) -> Any:
        found = plain(*args, **given)
        if get_ident() == seen["thread"]:
            seen["calls"] += 1
            if seen["calls"] == call:
                reached.set()
                assert running.wait(timeout=60)
                _until_done_or_waiting(others[0])
        return found

    monkeypatch.setattr(where, name, stops)

    def begin() -> str:
        seen["thread"] = get_ident()
        return code_of(first)

    def follow() -> str:
        assert reached.wait(timeout=60), "the first act never came to where it was to stop"
        return code_of(second)

    with ThreadPoolExecutor(2) as pool:
        others.append(pool.submit(follow))
        running.set()
        begun = pool.submit(begin)
        return begun.result(timeout=120), others[0].result(timeout=120)


def code_of(act: Act) -> str:
    """Do it on a connection of its own."""
    try:
        act()
    except Refusal as no:
        return no.code
    finally:
        connection.close()
    return ""


def _until_done_or_waiting(other: "Future[str]") -> None:
    """Asked of the database, not of a clock: is somebody waiting for a lock?"""
    with connection.cursor() as cursor:
        while not other.done():
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            Event().wait(MOMENT)


def without_row_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard off: SELECT … FOR UPDATE locks nothing."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *_args, **_given: rows)


def without_named_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard off: advisory locks lock nothing."""
    monkeypatch.setattr(locks, "exclude", lambda _name: None)
    monkeypatch.setattr(locks, "share", lambda _name, **_given: None)
