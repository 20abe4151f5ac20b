"""Several workers at once: each event and each mail once."""

import contextlib
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail as post
from django.db import connection
from django.db.models import QuerySet

from civic.accounts.models import User
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Event, Mail, Message
from tests.civic.notifications.conftest import say

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("happened")]
WORKERS = 6


def at_once(act: Callable[[], Any]) -> list[BaseException]:
    barrier = threading.Barrier(WORKERS)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            barrier.wait()
            act()
        except BaseException as error:  # noqa: BLE001  whatever a worker meets is the test's answer
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(WORKERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return failed


def test_workers_at_once_deliver_each_event_and_mail_once(kim: User, lee: User) -> None:
    for n in range(40):
        say(kim, once=f"{n}")
    assert at_once(deliver_waiting) == []
    deliver_waiting()  # an event that was locked when the last worker looked
    assert not Event.objects.filter(done_at__isnull=True).exists()
    assert Message.objects.count() == 80
    sent = Counter(mail.extra_headers["Message-ID"] for mail in post.outbox)
    assert (len(sent), max(sent.values())) == (80, 1)


def test_control_without_the_lock_mails_are_sent_twice(kim: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease alone does not help: between looking and leasing stands another worker."""
    for n in range(40):
        say(kim, once=f"{n}")
    from civic.notifications.domain.delivering import fan_out_once
    from civic.notifications.domain.mailing import send_waiting

    fan_out_once()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self)
    looked = threading.Barrier(WORKERS)
    original = QuerySet.update

    def update(self: QuerySet[Any], **values: Any) -> int:
        if self.model is Mail and set(values) == {"next_try_at"}:
            with contextlib.suppress(threading.BrokenBarrierError):
                looked.wait(1)  # everybody has looked before anybody leases
        return original(self, **values)

    monkeypatch.setattr(QuerySet, "update", update)
    at_once(send_waiting)
    sent = Counter(mail.extra_headers["Message-ID"] for mail in post.outbox)
    assert max(sent.values()) > 1
