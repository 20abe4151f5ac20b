"""Nothing is lost and nothing is shown twice: a real worker, the real broker, a real mail server, and kill -9.

Accounting is the client's: what was written and committed here must be found there.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import transaction

from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.audit.models import Seal
from civic.audit.tasks import seal
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment, Follow, Thread
from civic.notifications.domain.composing import message_id
from civic.notifications.models import Event, Mail, Message, Preference
from tests import factories
from tests.faults.sink import Sink, started
from tests.faults.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)
EVENTS, KILLS = 210, 3


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    sink = Sink()
    controller = started(sink)
    yield sink, controller.port
    controller.stop()


@pytest.fixture
def broker() -> Iterator[redis.Redis]:
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushdb()
    yield client
    client.flushdb()
    client.close()


@pytest.fixture
def thread(kim: User, lee: User, park: User) -> Thread:
    """Two people follow everything here, one of them without mails: each comment makes two lines and one mail."""
    thread = factories.a_proposal(author=kim).thread
    assert thread is not None
    for person in (lee, park):
        Follow.objects.create(thread=thread, user=person, level=Follow.Level.ALL)
    Preference.objects.create(user=park, family="comments", by_mail=False)
    return thread


def say(thread: Thread, writer: User, n: int) -> None:
    """One committed act with its event and its nudge of the broker. (Not through the hourly limit of comments.)"""
    from civic.notifications.domain.notifying import notify

    with transaction.atomic():
        comment = Comment.objects.create(thread=thread, author=writer, body=f"{n}")
        notify("comments.posted", comment, path="/", title="x", thread=thread.pk, but=[])


def wait_until_all_is_out(seconds: float) -> None:
    until = time.monotonic() + seconds
    while (
        Event.objects.filter(done_at__isnull=True).exists()
        or Mail.objects.filter(sent_at__isnull=True).exists()
    ):
        if time.monotonic() > until:
            raise AssertionError(
                f"{Event.objects.filter(done_at__isnull=True).count()} events and "
                f"{Mail.objects.filter(sent_at__isnull=True).count()} mails still wait"
            )
        time.sleep(0.1)


def test_every_event_arrives_once_though_workers_are_killed_and_the_broker_loses_everything(
    thread: Thread, kim: User, sink: tuple[Sink, int], broker: redis.Redis, tmp_path: Path
) -> None:
    box, port = sink
    worker = Worker(tmp_path, port)
    try:
        for round_ in range(KILLS):
            worker.start()
            for n in range(EVENTS // KILLS):
                say(thread, kim, round_ * 1000 + n)
            worker.wait_until_ready()
            before = Mail.objects.filter(sent_at__isnull=False).count()
            while (
                Mail.objects.filter(sent_at__isnull=False).count() < before + 5
            ):  # killed in the midst of its work
                time.sleep(0.01)
            worker.kill()
            if round_ == KILLS // 2:
                broker.flushdb()
        worker.start()
        wait_until_all_is_out(60)
    finally:
        worker.kill()
    assert Event.objects.count() == EVENTS
    assert Message.objects.count() == 2 * EVENTS  # two followers; the constraint forbids a third
    expected = {
        (message_id(mail), mail.message.user.email)
        for mail in Mail.objects.select_related("message__event", "message__user")
    }
    assert len(expected) == EVENTS
    assert set(box.got) == expected  # each at least once, and the same name each time
    twice = sum(box.got.values()) - len(expected)
    print(f"{EVENTS} events, {len(expected)} mails, {KILLS} kills: {twice} mails sent twice")
    assert twice <= KILLS  # at most the one mail in hand at each kill


def test_control_without_the_sweeper_what_the_broker_loses_is_lost(
    thread: Thread, kim: User, sink: tuple[Sink, int], broker: redis.Redis, tmp_path: Path
) -> None:
    worker = Worker(tmp_path, sink[1], beat=False)
    try:
        for n in range(5):
            say(thread, kim, n)
        broker.flushdb()
        worker.start()
        worker.wait_until_ready()
        record(kim, "tests.did", kim)
        seal.apply_async()  # comes after anything the broker could still have held
        until = time.monotonic() + 30
        while not Seal.objects.exists():
            assert time.monotonic() < until, worker.log()[-2000:]
            time.sleep(0.05)
    finally:
        worker.kill()
    assert Event.objects.filter(done_at__isnull=True).count() == 5


def test_a_mail_has_both_parts_and_one_click_to_stop_it(
    thread: Thread, kim: User, lee: User, sink: tuple[Sink, int], broker: redis.Redis, settings: object
) -> None:
    """Composed by the real code and read back from the wire."""
    from civic.notifications.domain.delivering import deliver_waiting

    box, port = sink
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port  # type: ignore[attr-defined]
    first = write_comment(lee, thread, Words("first"))
    Follow.objects.all().delete()
    write_comment(kim, thread, Words("reply", parent_id=first.pk))
    deliver_waiting()
    mail = box.last
    assert mail["To"] == lee.email
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip().startswith("<http://")
    assert "style=" in mail.get_payload(1).get_payload(decode=True).decode()
