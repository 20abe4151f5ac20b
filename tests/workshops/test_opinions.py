"""Recording, publishing, routing, answering: every opinion gets an owner, a disposition and a reason."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.refusals import NotAllowed, StaleState
from civic.notifications.models import Event
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered, routed
from workshops import queries, refusals
from workshops.domain import answering, recording, routing
from workshops.domain.answering import Answer
from workshops.models import Opinion, Workshop


def test_an_anonymous_opinion_has_a_receipt_and_no_speaker(held: Workshop, seo: User) -> None:
    opinion = an_opinion(held, seo, table="3")
    assert len(opinion.receipt) == 8
    assert opinion.speaker is None
    assert not Entry.objects.filter(data__icontains=opinion.receipt).exists()


def test_a_named_speaker_must_be_registered_here(
    held: Workshop, workshop: Workshop, kim: User, seo: User
) -> None:
    elsewhere = registered(workshop, kim)
    with pytest.raises(refusals.SpeakerNotRegistered):
        an_opinion(held, seo, speaker=elsewhere)
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "가" * 1001])
def test_an_opinion_has_one_to_a_thousand_characters(text: str, held: Workshop, seo: User) -> None:
    with pytest.raises(refusals.OpinionTooLong):
        an_opinion(held, seo, text)


def test_opinions_are_recorded_only_between_beginning_and_publication(today: Workshop, seo: User) -> None:
    with pytest.raises(refusals.NotBegun):
        an_opinion(today, seo)
    recording.hold_workshop(seo, today, at=now())
    an_opinion(today, seo)
    recording.publish_record(seo, today, at=now())
    with pytest.raises(StaleState):
        an_opinion(today, seo)


def test_an_empty_record_is_not_published(held: Workshop, seo: User) -> None:
    with pytest.raises(refusals.RecordEmpty):
        recording.publish_record(seo, held, at=now())


def test_opinions_are_private_until_the_record_is_published(
    held: Workshop, kim: User, lee: User, seo: User
) -> None:
    from django.contrib.auth.models import AnonymousUser

    Workshop.objects.filter(pk=held.pk).update(state="announced")
    held.refresh_from_db()
    speaker = registered(held, kim)
    recording.hold_workshop(seo, held, at=now())
    opinion = an_opinion(held, seo, speaker=speaker)
    assert Opinion.objects.visible_to(kim).filter(pk=opinion.pk).exists()
    assert not Opinion.objects.visible_to(lee).exists()
    recording.publish_record(seo, held, at=now())
    assert Opinion.objects.visible_to(AnonymousUser()).filter(pk=opinion.pk).exists()


def test_routing_gives_owner_and_due_date_and_tells_the_department(
    held: Workshop, yoon: User, seo: User
) -> None:
    from civic.notifications.kinds import registry

    opinion = routed(an_opinion(held, seo), seo)
    opinion.refresh_from_db()
    assert opinion.department is not None
    assert opinion.due_at is not None
    event = Event.objects.get(kind="workshops.opinion_routed")
    assert list(registry[event.kind].recipients(event)) == [yoon]


def test_routing_many_is_all_or_nothing(held: Workshop, yoon: User, seo: User) -> None:
    first, second = an_opinion(held, seo, "하나"), an_opinion(held, seo, "둘")
    routed(first, seo)
    recording.publish_record(seo, held, at=now())
    answering.answer_opinion(yoon, first, DONE, at=now())
    at = now()
    with pytest.raises(refusals.OpinionSettled):
        routing.route_opinions(
            seo, [second, first], department=factories.a_department(), due_at=at + timedelta(days=9), at=at
        )
    second.refresh_from_db()
    assert second.department is None


def test_a_due_date_in_the_past_is_refused(held: Workshop, seo: User) -> None:
    opinion = an_opinion(held, seo)
    with pytest.raises(refusals.DueDatePassed):
        routing.route_opinions(seo, [opinion], department=factories.a_department(), due_at=now(), at=now())


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer("open", "글"), "disposition"),
        (Answer("done", " "), "text"),
        (Answer("in_progress", "글"), "planned_on"),
        (Answer("long_term", "글"), "recheck_on"),
        (Answer("not_possible", "글"), "reason_code"),
    ],
)
def test_each_disposition_asks_for_what_it_promises(
    answer: Answer, field: str, held: Workshop, seo: User, yoon: User
) -> None:
    opinion = routed(an_opinion(held, seo), seo)
    recording.publish_record(seo, held, at=now())
    assert [name for name, _sentence in answer.missing()] == [field]
    with pytest.raises(refusals.AnswerIncomplete):
        answering.answer_opinion(yoon, opinion, answer, at=now())
    opinion.refresh_from_db()
    assert not opinion.is_answered


@pytest.mark.parametrize(
    "broken",
    [
        {"disposition": "done", "answer": ""},
        {"disposition": "in_progress", "answer": "글"},
        {"disposition": "long_term", "answer": "글"},
        {"disposition": "not_possible", "answer": "글"},
        {"disposition": "done", "answer": "글", "department": None, "due_at": None},
        {"due_at": None},
    ],
)
def test_the_database_refuses_a_disposition_that_lacks_its_half(
    broken: dict[str, object], held: Workshop, seo: User
) -> None:
    opinion = routed(an_opinion(held, seo), seo)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk).update(**broken)


def test_only_the_owning_department_answers(held: Workshop, seo: User, yoon: User) -> None:
    opinion = routed(an_opinion(held, seo), seo)
    recording.publish_record(seo, held, at=now())
    other = factories.a_department("parks", name="공원과")
    stranger = factories.a_staff_member("stranger", "officer", other)
    with pytest.raises(NotAllowed):
        answering.answer_opinion(stranger, opinion, DONE, at=now())
    with pytest.raises(NotAllowed):
        answering.answer_opinion(seo, opinion, DONE, at=now())
    assert answering.answer_opinion(yoon, opinion, DONE, at=now()).is_answered


def test_a_promise_is_followed_by_a_later_answer_and_a_final_one_is_final(
    held: Workshop, seo: User, yoon: User
) -> None:
    opinion = routed(an_opinion(held, seo), seo)
    recording.publish_record(seo, held, at=now())
    promise = Answer("in_progress", "고치고 있습니다.", planned_on=timezone.localdate())
    answering.answer_opinion(yoon, opinion, promise, at=now())
    done = answering.answer_opinion(yoon, opinion, DONE, at=now() + timedelta(seconds=1))
    assert done.planned_on is None
    with pytest.raises(refusals.OpinionSettled):
        answering.answer_opinion(yoon, opinion, DONE, at=now())
    assert Event.objects.filter(kind="workshops.opinion_answered").count() == 2


def test_the_last_answer_makes_the_workshop_reported(held: Workshop, seo: User, yoon: User) -> None:
    first, second = (routed(an_opinion(held, seo, text), seo) for text in ("하나", "둘"))
    recording.publish_record(seo, held, at=now())
    answering.answer_opinion(yoon, first, DONE, at=now())
    held.refresh_from_db()
    assert held.state == "recorded"
    answering.answer_opinion(
        yoon, second, Answer("not_possible", "권한 밖입니다.", reason_code="authority"), at=now()
    )
    held.refresh_from_db()
    assert held.state == "reported"
    assert held.reported_at is not None


def test_an_opinion_without_owner_keeps_the_workshop_open(held: Workshop, seo: User, yoon: User) -> None:
    owned = routed(an_opinion(held, seo, "하나"), seo)
    an_opinion(held, seo, "둘")
    recording.publish_record(seo, held, at=now())
    answering.answer_opinion(yoon, owned, DONE, at=now())
    held.refresh_from_db()
    assert held.state == "recorded"


def _answer_the_last_two_at_once(monkeypatch: pytest.MonkeyPatch) -> str:
    """Two officers, each held between their answer and the look at what is open; gives the workshop's state after."""
    seo = factories.a_staff_member("seo", "host")
    yoon = factories.a_staff_member("yoon", "officer")
    held = recording.hold_workshop(seo, factories.a_workshop(starts_in=timedelta(minutes=-30)), at=now())
    opinions = [routed(an_opinion(held, seo, text), seo) for text in ("하나", "둘")]
    recording.publish_record(seo, held, at=now())
    both_have_written, both_have_looked = Barrier(2), Barrier(2)
    look = answering.report_when_complete

    def meet(barrier: Barrier) -> None:
        with suppress(
            BrokenBarrierError
        ):  # behind the lock the other one cannot come here, and nobody waits long
            barrier.wait(timeout=4)

    def look_when_both_have_written(workshop: Workshop, at: datetime) -> None:
        meet(both_have_written)
        look(workshop, at)
        meet(both_have_looked)  # neither commits before the other has looked

    monkeypatch.setattr(answering, "report_when_complete", look_when_both_have_written)

    def one(opinion: Opinion) -> None:
        try:
            answering.answer_opinion(User.objects.get(pk=yoon.pk), opinion, DONE, at=now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, opinions))
    held.refresh_from_db()
    return held.state


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_last_two_answers_at_once_report_the_workshop(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _answer_the_last_two_at_once(monkeypatch) == "reported"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_last_two_answers_leave_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "locked_by_key", lambda workshop_id: Workshop.objects.get(pk=workshop_id))
    assert _answer_the_last_two_at_once(monkeypatch) == "recorded"


def test_the_take_up_rate_names_its_denominator(held: Workshop, seo: User, yoon: User) -> None:
    """The example of domain.md §6: 9 done, 4 in progress, 2 long-term, 3 not possible are 72 % of 18."""
    day = timezone.localdate()
    answers = (
        [DONE] * 9
        + [Answer("in_progress", "글", planned_on=day)] * 4
        + [Answer("long_term", "글", recheck_on=day)] * 2
        + [Answer("not_possible", "글", reason_code="law")] * 3
    )
    opinions = [routed(an_opinion(held, seo, f"의견 {n}"), seo) for n in range(18)]
    recording.publish_record(seo, held, at=now())
    for opinion, answer in zip(opinions, answers, strict=True):
        answering.answer_opinion(yoon, opinion, answer, at=now())
    found = queries.outcome(held.opinions.all())
    assert (found.total, found.taken_up, found.open, found.percent) == (18, 13, 0, 72)
