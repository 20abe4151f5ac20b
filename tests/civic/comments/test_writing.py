"""Comments: who may write, where, once."""

import threading
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from civic.accounts.models import User
from civic.comments import actions
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment, Follow, Thread
from civic.comments.refusals import (
    CannotReplyHere,
    CommentEmpty,
    KeyUsedForAnother,
    ThreadClosed,
    TooManyComments,
)
from civic.common.refusals import SignInFirst
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Message
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(kim: User) -> Thread:
    proposal = factories.a_proposal(author=kim)
    assert proposal.thread is not None
    return proposal.thread


def test_a_comment_counts_and_its_writer_follows(thread: Thread, lee: User) -> None:
    comment = write_comment(lee, thread, Words(" 좋은 제안입니다. ", "for"))
    thread.refresh_from_db()
    assert (comment.body, comment.stance, thread.comment_count) == ("좋은 제안입니다.", "for", 1)
    assert Follow.objects.get(user=lee, thread=thread).level == Follow.Level.IMPORTANT


def test_nobody_comments_without_signing_in(thread: Thread) -> None:
    with pytest.raises(SignInFirst):
        write_comment(AnonymousUser(), thread, Words("x"))
    assert not Comment.objects.exists()


def test_nobody_comments_on_a_closed_thread(thread: Thread, lee: User) -> None:
    Thread.objects.update(open=False)
    with pytest.raises(ThreadClosed):
        write_comment(lee, thread, Words("x"))


@pytest.mark.parametrize("body", ["", "   ", "가" * 1001])
def test_a_comment_has_1_to_1000_characters(thread: Thread, lee: User, body: str) -> None:
    with pytest.raises(CommentEmpty):
        write_comment(lee, thread, Words(body))


def test_decomposed_hangul_counts_as_it_looks(thread: Thread, lee: User) -> None:
    assert len(write_comment(lee, thread, Words("한" * 1000)).body) == 1000


def test_a_reply_has_one_level_and_stays_in_its_thread(thread: Thread, lee: User) -> None:
    first = write_comment(lee, thread, Words("first"))
    reply = write_comment(lee, thread, Words("reply", parent_id=first.pk))
    other = factories.a_proposal().thread
    assert other is not None
    for parent_id, where in ((reply.pk, thread), (first.pk, other), (10**6, thread)):
        with pytest.raises(CannotReplyHere):
            write_comment(lee, where, Words("x", parent_id=parent_id))


def test_nobody_replies_to_a_hidden_comment(thread: Thread, lee: User) -> None:
    from django.utils import timezone

    first = write_comment(lee, thread, Words("first"))
    Comment.objects.update(hidden_at=timezone.now(), hidden_rule="spam")
    with pytest.raises(CannotReplyHere):
        write_comment(lee, thread, Words("x", parent_id=first.pk))


def test_the_same_form_sent_twice_writes_once(thread: Thread, lee: User, kim: User) -> None:
    key = uuid4()
    first = write_comment(lee, thread, Words("once", key=key))
    assert write_comment(lee, thread, Words("once", key=key)) == first
    with pytest.raises(KeyUsedForAnother):
        write_comment(lee, thread, Words("another", key=key))
    with pytest.raises(KeyUsedForAnother):
        write_comment(kim, thread, Words("once", key=key))
    thread.refresh_from_db()
    assert (Comment.objects.count(), thread.comment_count) == (1, 1)


def test_nobody_floods(thread: Thread, lee: User) -> None:
    for n in range(actions.MOST_IN_AN_HOUR):
        write_comment(lee, thread, Words(f"{n}"))
    with pytest.raises(TooManyComments):
        write_comment(lee, thread, Words("one more"))


def test_the_writer_of_a_comment_hears_of_a_reply_once(
    thread: Thread, lee: User, kim: User, park: User
) -> None:
    first = write_comment(lee, thread, Words("first"))
    Follow.objects.filter(user=lee).update(level=Follow.Level.ALL)
    Follow.objects.create(user=park, thread=thread, level=Follow.Level.ALL)
    write_comment(kim, thread, Words("reply", parent_id=first.pk))
    deliver_waiting()
    heard = set(Message.objects.values_list("user__display_name", "event__kind"))
    assert heard == {("lee", "comments.replied"), ("park", "comments.posted"), ("park", "comments.posted")}
    assert Message.objects.filter(user=lee).count() == 1


def test_nobody_is_told_of_their_own_comment(thread: Thread, lee: User) -> None:
    Follow.objects.create(user=lee, thread=thread, level=Follow.Level.ALL)
    first = write_comment(lee, thread, Words("first"))
    write_comment(lee, thread, Words("reply to myself", parent_id=first.pk))
    deliver_waiting()
    assert not Message.objects.filter(user=lee).exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sixteen_sendings_of_one_form_at_once_write_one_comment(thread: Thread, lee: User) -> None:
    assert _send_at_once(thread, lee, uuid4()) == 1
    thread.refresh_from_db()
    assert thread.comment_count == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_a_key_the_same_sendings_write_many(thread: Thread, lee: User) -> None:
    assert _send_at_once(thread, lee, None) == 16
    thread.refresh_from_db()
    assert thread.comment_count == 16


def _send_at_once(thread: Thread, writer: User, key: object) -> int:
    barrier = threading.Barrier(16)

    def send() -> None:
        try:
            barrier.wait()
            write_comment(writer, thread, Words("once", key=key))  # type: ignore[arg-type]
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(16)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return Comment.objects.count()
