"""Moderation: always with a rule and a reason, by somebody else, in public, and the author is told."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from civic.accounts.models import User
from civic.audit.models import Entry
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment, Thread
from civic.common import clock
from civic.common.refusals import NotAllowed, Refusal
from civic.moderation.domain.deciding import decide
from civic.moderation.domain.reporting import appeal, report
from civic.moderation.models import Appeal, Decision, Report
from civic.moderation.queries import blocked_until, held_against, hidden_because
from civic.moderation.refusals import (
    AlreadyAppealed,
    AlreadyReported,
    AlreadySo,
    Blocked,
    NotTheAuthor,
    OwnText,
    ReasonMissing,
    SameModerator,
)
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Message
from proposals.domain.submitting import write_and_submit
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(kim: User, lee: User) -> Comment:
    thread = factories.a_proposal(author=kim).thread
    assert thread is not None
    return write_comment(lee, thread, Words("광고입니다"))


def test_hiding_takes_the_comment_out_of_the_count_and_restoring_brings_it_back(
    comment: Comment, park: User, admin: User
) -> None:
    decide(park, comment, outcome="hidden", rule="spam", reason="광고")
    comment.refresh_from_db()
    assert (comment.hidden_rule, Thread.objects.get(pk=comment.thread_id).comment_count) == ("spam", 0)
    decide(admin, comment, outcome="restored", reason="잘못 보았습니다.")
    comment.refresh_from_db()
    assert (comment.hidden_at, Thread.objects.get(pk=comment.thread_id).comment_count) == (None, 1)


def test_the_author_is_told_why(comment: Comment, park: User, lee: User) -> None:
    decide(park, comment, outcome="hidden", rule="spam", reason="가게 광고입니다.")
    deliver_waiting()
    message = Message.objects.get(user=lee, event__kind="moderation.hidden")
    assert message.event.params["reason"] == "가게 광고입니다."


@pytest.mark.parametrize(
    ("rule", "reason"), [("", "reason"), ("spam", ""), ("spam", "  "), ("no_such_rule", "reason")]
)
def test_nothing_is_hidden_without_a_rule_and_a_reason(
    comment: Comment, park: User, rule: str, reason: str
) -> None:
    with pytest.raises(ReasonMissing):
        decide(park, comment, outcome="hidden", rule=rule, reason=reason)
    assert not Decision.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(subject="x:1", outcome="hidden", rule="", reason="y", moderator=park)


def test_only_moderators_decide(comment: Comment, kim: User, yoon: User) -> None:
    for person in (kim, yoon):
        with pytest.raises(NotAllowed):
            decide(person, comment, outcome="hidden", rule="spam", reason="x")
    assert not Decision.objects.exists()
    assert Comment.objects.get().hidden_at is None


def test_nobody_decides_on_a_text_of_their_own(comment: Comment, park: User) -> None:
    own = write_comment(park, comment.thread, Words("mine"))
    with pytest.raises(OwnText):
        decide(park, own, outcome="kept", reason="fine")


def test_a_report_leaves_the_queue_by_the_decision_and_can_be_made_again(
    comment: Comment, kim: User, park: User
) -> None:
    report(kim, comment, rule="spam")
    with pytest.raises(AlreadyReported):
        report(kim, comment, rule="abuse")
    decide(park, comment, outcome="kept", reason="광고가 아닙니다.")
    assert not Report.objects.filter(decided_at__isnull=True).exists()
    report(kim, comment, rule="abuse")
    assert Report.objects.get().rule == "abuse"


def test_a_kept_text_troubles_nobody(comment: Comment, kim: User, park: User, lee: User) -> None:
    report(kim, comment, rule="spam")
    decide(park, comment, outcome="kept", reason="광고가 아닙니다.")
    deliver_waiting()
    assert not Message.objects.filter(user=lee).exists()


def test_an_appeal_is_decided_by_another_moderator(comment: Comment, park: User, lee: User) -> None:
    second = factories.a_staff_member("second", "moderator")
    hidden = decide(park, comment, outcome="hidden", rule="spam", reason="광고")
    appeal(lee, comment, hidden, text="광고가 아닙니다.")
    with pytest.raises(SameModerator):
        decide(park, comment, outcome="restored", reason="x")
    with pytest.raises(SameModerator):
        decide(park, comment, outcome="kept", reason="x")
    decide(second, comment, outcome="kept", reason="광고가 맞습니다.")
    assert Appeal.objects.get().decided_at is not None
    deliver_waiting()
    assert Message.objects.filter(user=lee, event__kind="moderation.appeal_refused").count() == 1
    assert hidden_because(f"comments.comment:{comment.pk}") == hidden


def test_only_the_author_appeals_and_once(comment: Comment, park: User, lee: User, kim: User) -> None:
    hidden = decide(park, comment, outcome="hidden", rule="spam", reason="광고")
    with pytest.raises(NotTheAuthor):
        appeal(kim, comment, hidden, text="x")
    appeal(lee, comment, hidden, text="x")
    with pytest.raises(AlreadyAppealed):
        appeal(lee, comment, hidden, text="x")


def test_every_decision_is_on_the_record_once(comment: Comment, park: User) -> None:
    decide(park, comment, outcome="hidden", rule="spam", reason="광고")
    entry = Entry.objects.get(verb__startswith="moderation.")
    assert (entry.verb, entry.actor, entry.data["rule"]) == ("moderation.hidden", park, "spam")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_make_one_decision(comment: Comment, park: User) -> None:
    moderators = [factories.a_staff_member(f"m{n}", "moderator") for n in range(8)]
    barrier = threading.Barrier(8)
    said: list[str] = []

    def act(moderator: User) -> None:
        try:
            barrier.wait()
            decide(moderator, Comment.objects.get(pk=comment.pk), outcome="hidden", rule="spam", reason="x")
            said.append("hidden")
        except Refusal as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[one]) for one in moderators]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(said) == ["hidden"] + [AlreadySo.code] * 7
    assert Thread.objects.get(pk=comment.thread_id).comment_count == 0
    assert Decision.objects.count() == 1


def test_a_warning_leaves_the_text_and_tells_the_author(comment: Comment, park: User, lee: User) -> None:
    decide(park, comment, outcome="warned", rule="abuse", reason="말을 가려 주십시오.")
    comment.refresh_from_db()
    assert comment.hidden_at is None
    deliver_waiting()
    told = Message.objects.get(user=lee, event__kind="moderation.warned")
    assert told.event.params["reason"] == "말을 가려 주십시오."
    with pytest.raises(ReasonMissing):
        decide(park, comment, outcome="warned", rule="", reason="규칙이 없습니다.")


def test_a_blocked_author_writes_nothing_until_the_day_or_until_it_is_restored(
    comment: Comment, park: User, admin: User, lee: User
) -> None:
    decide(park, comment, outcome="hidden", rule="spam", reason="광고가 이어집니다.", block_days=7)
    with pytest.raises(Blocked):
        write_comment(lee, comment.thread, Words("또 광고"))
    with pytest.raises(Blocked):
        write_and_submit(
            lee,
            call=factories.a_call(),
            at=clock.now(),
            title="광고 제안",
            body="글",
            topic=factories.a_topic(),
        )
    assert blocked_until(lee, clock.now() + timedelta(days=8)) is None
    assert blocked_until(park, clock.now()) is None
    decide(admin, comment, outcome="restored", reason="광고가 아니었습니다.")
    assert write_comment(lee, comment.thread, Words("고맙습니다")).pk


def test_a_warning_is_looked_at_again_by_somebody_else_and_taken_back(
    comment: Comment, park: User, lee: User, kim: User
) -> None:
    second = factories.a_staff_member("second", "moderator")
    warned = decide(park, comment, outcome="warned", rule="abuse", reason="말을 가려 주십시오.", block_days=7)
    assert held_against(f"comments.comment:{comment.pk}") == warned
    with pytest.raises(NotTheAuthor):
        appeal(kim, comment, warned, text="x")
    appeal(lee, comment, warned, text="심한 말이 아닙니다.")
    for outcome in ("lifted", "kept"):
        with pytest.raises(SameModerator):
            decide(park, comment, outcome=outcome, reason="x")
    for worse in ("hidden", "warned"):
        with pytest.raises(AlreadySo):
            decide(second, comment, outcome=worse, rule="abuse", reason="x", block_days=30)
    decide(second, comment, outcome="lifted", reason="규칙에 어긋나지 않습니다.")
    assert (blocked_until(lee, clock.now()), held_against(warned.subject)) == (None, None)
    deliver_waiting()
    for told in ("lifted", "unblocked"):
        assert Message.objects.filter(user=lee, event__kind=f"moderation.{told}").count() == 1


def test_a_warning_that_stays_is_told_and_its_block_can_end(comment: Comment, park: User, lee: User) -> None:
    second = factories.a_staff_member("second", "moderator")
    warned = decide(
        park, comment, outcome="warned", rule="abuse", reason="말을 가려 주십시오.", block_days=30
    )
    appeal(lee, comment, warned, text="한 달은 너무 깁니다.")
    decide(second, comment, outcome="kept", reason="경고는 맞으나 기간이 깁니다.", end_block=True)
    assert blocked_until(lee, clock.now()) is None
    assert held_against(warned.subject) == warned
    deliver_waiting()
    for told in ("warning_stands", "unblocked"):
        assert Message.objects.filter(user=lee, event__kind=f"moderation.{told}").count() == 1
    with pytest.raises(AlreadyAppealed):
        appeal(lee, comment, warned, text="다시")


def test_only_a_warning_is_taken_back(comment: Comment, park: User, admin: User) -> None:
    with pytest.raises(AlreadySo):
        decide(park, comment, outcome="lifted", reason="x")
    decide(park, comment, outcome="hidden", rule="spam", reason="광고")
    with pytest.raises(AlreadySo):
        decide(admin, comment, outcome="lifted", reason="x")


def test_the_notice_leads_to_the_rule_and_the_second_look(comment: Comment, park: User, lee: User) -> None:
    decide(park, comment, outcome="warned", rule="abuse", reason="말을 가려 주십시오.", block_days=7)
    deliver_waiting()
    address = f"/moderation/appeal/comments.comment:{comment.pk}/"
    paths = Message.objects.filter(user=lee, event__kind__startswith="moderation.")
    assert {one.event.params["path"] for one in paths} == {address}
