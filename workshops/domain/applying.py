"""Citizens apply to plan a workshop; the department answers by a day that is fixed when the application comes in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.periods import due_after
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify
from workshops.before import actions, refusals
from workshops.models import CitizenPlan, Series, Workshop

ANSWER_DAYS = 14  # the department answers within this time
EARLIEST_DAYS = 28  # answer, two weeks of inviting: no workshop can be sooner
ROOM = timedelta(hours=10)  # the same day counts, so that nobody is refused for the hour


@dataclass(frozen=True)
class Change:
    """What the department changes of what was wished for; None leaves it."""

    starts_at: datetime | None = None
    place: str = ""
    people: int | None = None


def apply(actor: Actor, series: Series, *, at: datetime, **wish: Any) -> CitizenPlan:
    """Send an application with the model's fields as given. Raises ThemeNotOpen, WishTooSoon, SignInFirst."""
    with transaction.atomic():
        actions.apply_to_plan.require(actor, series=series)
        if not isinstance(actor, User):
            raise SignInFirst
        if wish["wished_at"] < at + timedelta(days=EARLIEST_DAYS) - ROOM:
            raise refusals.WishTooSoon(days=EARLIEST_DAYS)
        application = CitizenPlan.objects.create(
            series=series,
            applicant=actor,
            submitted_at=at,
            due_at=due_after(at, ANSWER_DAYS),
            **wish,
        )
        record(actor, "workshops.apply_to_plan", application)
        _tell_applicant("workshops.application_received", application, due=application.due_at.isoformat())
        _tell_desk("workshops.application_waiting", application)
    return application


def withdraw(actor: Actor, application: CitizenPlan) -> CitizenPlan:
    """Take it back before it is answered; gives the fresh row. Raises StaleState, NotAllowed."""
    with transaction.atomic():
        fresh = _locked(application)
        actions.withdraw_application.require(actor, application=fresh)
        fresh.state = CitizenPlan.State.WITHDRAWN
        fresh.save(update_fields=["state"])
        record(actor, "workshops.withdraw_application", fresh)
    return fresh


def accept(
    actor: Actor, application: CitizenPlan, *, at: datetime, answer: str = "", change: Change | None = None
) -> CitizenPlan:
    """Accept as wished or with a change: a planned workshop comes into being, with the applicant as its planner.

    A change needs its reason. Gives the fresh row. Raises AnswerReasonMissing, DayIsOver, StaleState, NotAllowed.
    """
    with transaction.atomic():
        fresh = _locked(application)
        actions.answer_application.require(actor, application=fresh)
        if change is not None and not answer.strip():
            raise refusals.AnswerReasonMissing
        fresh.workshop = _draft(fresh, change or Change(), at)
        state = CitizenPlan.State.CHANGED if change is not None else CitizenPlan.State.ACCEPTED
        return _answered(actor, fresh, state, answer, at)


def decline(actor: Actor, application: CitizenPlan, *, reason: str, at: datetime) -> CitizenPlan:
    """Decline with a reason; gives the fresh row. Raises AnswerReasonMissing, StaleState, NotAllowed."""
    with transaction.atomic():
        fresh = _locked(application)
        actions.answer_application.require(actor, application=fresh)
        if not reason.strip():
            raise refusals.AnswerReasonMissing
        return _answered(actor, fresh, CitizenPlan.State.DECLINED, reason, at)


def applications_due(at: datetime) -> int:
    """Tell the desk, once each, that an answer is overdue; gives how many are. Safe any number of times."""
    late = list(
        CitizenPlan.objects.waiting().filter(due_at__lte=at).select_related("series").order_by("pk")[:500]
    )
    for application in late:
        with transaction.atomic():
            _tell_desk("workshops.application_due", application)
    return len(late)


def _draft(application: CitizenPlan, change: Change, at: datetime) -> Workshop:
    starts = change.starts_at or application.wished_at
    if starts <= at:
        raise refusals.DayIsOver
    return Workshop.objects.create(
        title=application.title,
        title_en=application.title_en,
        summary=application.reason,
        series=application.series,
        topic=application.series.topic,
        department=application.series.department,
        area=application.area,
        place=change.place or application.place,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=application.minutes),
        capacity=change.people or application.people,
        planner=application.applicant,
        by_citizens=True,
        planned_by=application.group,
        created_at=at,
    )


def _answered(actor: Actor, fresh: CitizenPlan, state: str, answer: str, at: datetime) -> CitizenPlan:
    fresh.state, fresh.answer = state, answer.strip()[:2000]
    fresh.answered_at, fresh.answered_by = at, person(actor)
    fresh.save()
    record(actor, "workshops.answer_application", fresh, state=state)
    _tell_applicant("workshops.application_answered", fresh, answer=fresh.answer)
    return fresh


def _locked(application: CitizenPlan) -> CitizenPlan:
    """The application's row: of two officers who answer at once, the second finds it answered."""
    found = CitizenPlan.objects.select_for_update(of=("self",)).select_related("series", "area")
    return found.get(pk=application.pk)


def _tell_applicant(kind: str, application: CitizenPlan, **params: str) -> None:
    path = reverse("workshops:application", args=[application.code])
    notify(kind, application, path=path, title=application.title, title_en=application.title_en, **params)


def _tell_desk(kind: str, application: CitizenPlan) -> None:
    path = reverse("workshops:answer-application", args=[application.code])
    notify(
        kind,
        application,
        path=path,
        title=application.title,
        title_en=application.title_en,
        due=application.due_at.isoformat(),
        department=application.series.department_id,
        area=application.area_id,
    )
