"""A Redis that takes the call and says nothing: one reader waits, the others do without it for a while."""

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from celery import Celery
from django.conf import settings as given
from django.core.cache import cache
from redis.exceptions import TimeoutError as NoAnswer

from civic.common import waking
from civic.common.kept import kept
from civic.common.resting import Rest, of_redis


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that accepts and never answers, as one does that is stopped or behind a lost network."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(50)
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_a_rest_ends_by_itself_and_when_told() -> None:
    rest = Rest(seconds=0.05)
    assert not rest.lasts
    rest.begin()
    assert rest.lasts
    time.sleep(0.06)
    assert not rest.lasts
    rest.begin()
    rest.end()
    assert not rest.lasts


def test_only_the_first_waits_for_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def nothing(*args: Any) -> Any:
        asked.append(args)
        raise NoAnswer

    monkeypatch.setattr(type(cache), "__getattr__", lambda *_: nothing)
    assert [kept.get("a", 1), kept.get_many(["a"]), kept.get_or_set("a", lambda: 2)] == [1, {}, 2]
    kept.set("a", 3)
    assert len(asked) == 1
    of_redis.end()
    kept.set("a", 3)
    assert len(asked) == 2, "and when the rest is over it is asked again"


def test_who_wakes_a_worker_does_not_wait_for_ever(silent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = Celery("silent", broker=silent, set_as_current=False)
    app.conf.broker_transport_options = given.CELERY_BROKER_TRANSPORT_OPTIONS | {"socket_timeout": 0.2}
    assert 0 < given.CELERY_BROKER_TRANSPORT_OPTIONS["socket_timeout"] <= 5
    monkeypatch.setattr(waking, "current_app", app)
    assert not waking.wake("civic.notifications.tasks.sweep")
    assert of_redis.lasts
    begun = time.monotonic()
    assert not waking.wake("civic.notifications.tasks.sweep")
    assert time.monotonic() - begun < 0.1, "the next does not wait at all"
