"""A department says what becomes of an opinion, and what it promised is looked at again later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, System, person
from civic.audit.domain.recording import record
from civic.notifications.domain.notifying import notify
from workshops import actions, refusals
from workshops.domain import outcomes
from workshops.domain.seating import locked_by_key
from workshops.models import Opinion, OpinionAnswer, Workshop
from workshops.states import workshop_states

Kind = Opinion.Disposition
KEPT = ("disposition", "reason_code", "planned_on", "recheck_on", "evidence_url")


@dataclass(frozen=True)
class Answer:
    """What a department decides: the disposition, the text, and the reason or the date that the disposition needs."""

    disposition: str
    text: str
    text_en: str = ""
    reason_code: str = ""
    planned_on: date | None = None
    recheck_on: date | None = None
    evidence_url: str = ""

    def missing(self, today: date | None = None) -> Iterator[tuple[str, str | Promise]]:
        """(field, sentence) for everything that this disposition still needs; with ``today`` also for a day that is over."""
        if self.disposition not in Kind.values or self.disposition == Kind.OPEN:
            yield "disposition", _("Choose what becomes of the opinion.")
        if not self.text.strip():
            yield "text", _("Write an answer that the speaker understands.")
        if self.disposition == Kind.IN_PROGRESS and self.planned_on is None:
            yield "planned_on", _("Enter the date by which it is done.")
        if self.disposition == Kind.LONG_TERM and self.recheck_on is None:
            yield "recheck_on", _("Enter the date on which it is looked at again.")
        if self.disposition == Kind.NOT_POSSIBLE and self.reason_code not in Opinion.Reason.values:
            yield "reason_code", _("Choose the reason why it is not possible.")
        day = self.named_on
        if day is not None and today is not None and day < today:
            field = Opinion.NAMED_DAYS[self.disposition]
            yield field, _("This day is over. Name one that lies ahead, or say that it is done.")

    @property
    def named_on(self) -> date | None:
        """The day that this answer names, where its disposition takes one."""
        column = Opinion.NAMED_DAYS.get(self.disposition)
        day: date | None = getattr(self, column) if column else None
        return day


def answer_opinion(actor: Actor, opinion: Opinion, answer: Answer, *, at: datetime) -> Opinion:
    """Write the answer; when it was the last one that was due, the workshop becomes reported. Gives the fresh row.

    Raises AnswerIncomplete, OpinionSettled, OpinionNotRouted, RecordNotPublished, NotAllowed.
    """
    with transaction.atomic():
        # The workshop before its opinion: two officers who give the last two answers at once wait for each other here,
        # so that the second one sees that nothing is open any more. (Race: tests/workshops/test_opinions.py.)
        workshop = locked_by_key(opinion.workshop_id)
        fresh = Opinion.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=opinion.pk)
        actions.answer_opinion.require(actor, opinion=fresh)
        missing = [str(sentence) for _field, sentence in answer.missing(timezone.localdate(at))]
        if missing:
            raise refusals.AnswerIncomplete(missing=" ".join(missing))
        before = {"disposition": fresh.disposition, "answer": fresh.answer}
        _write(fresh, answer, actor, at)
        outcomes.changed(workshop, fresh, before={"disposition": before["disposition"]})
        _keep(fresh, at)
        record(actor, "workshops.answer_opinion", fresh, before=before, disposition=fresh.disposition)
        notify(
            "workshops.opinion_answered",
            fresh,
            path=reverse("workshops:mine"),
            once=at.isoformat(),
            title=workshop.title,
            title_en=workshop.title_en,
            opinion=fresh.text[:120],
            opinion_en=fresh.text_en[:120],
        )
        report_when_complete(workshop, at)
    return fresh


def _write(opinion: Opinion, answer: Answer, actor: Actor, at: datetime) -> None:
    kind = answer.disposition
    opinion.disposition = kind
    opinion.answer, opinion.answer_en = answer.text.strip(), answer.text_en.strip()
    opinion.reason_code = answer.reason_code if kind == Kind.NOT_POSSIBLE else ""
    opinion.planned_on = answer.planned_on if kind in (Kind.IN_PROGRESS, Kind.PARTLY) else None
    opinion.recheck_on = answer.recheck_on if kind == Kind.LONG_TERM else None
    opinion.evidence_url = answer.evidence_url.strip()
    opinion.answered_at, opinion.answered_by = at, person(actor)
    opinion.save(
        update_fields=[
            "disposition",
            "answer",
            "answer_en",
            "reason_code",
            "planned_on",
            "recheck_on",
            "evidence_url",
            "answered_at",
            "answered_by",
        ]
    )


def _keep(opinion: Opinion, at: datetime) -> None:
    """The answer as it was given, beside those given before."""
    OpinionAnswer.objects.create(
        opinion=opinion,
        at=at,
        department_id=opinion.department_id,  # type: ignore[misc]  # the rule has asked for one
        text=opinion.answer,
        text_en=opinion.answer_en,
        **{name: getattr(opinion, name) for name in KEPT},
    )


def report_when_complete(workshop: Workshop, at: datetime) -> None:
    """Recorded → reported as soon as nothing that was promised an answer is open (never on an imported conversation
    of which nothing was routed)."""
    if workshop.state != Workshop.State.RECORDED:
        return
    if workshop.opinions.promised().unanswered().exists() or not workshop.opinions.promised().exists():
        return
    fresh = workshop_states.move(workshop, "report", reported_at=at)
    record(System("workshops.answer_opinion"), "workshops.report", fresh)
    notify(
        "workshops.reported", fresh, path=fresh.get_absolute_url(), title=fresh.title, title_en=fresh.title_en
    )
