"""A theme goes to a department once and is answered once, for all its opinions."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.areas.models import Department
from civic.areas.rules import require_in_force
from civic.audit.domain.recording import record
from civic.notifications.domain.notifying import notify
from workshops.after import actions, refusals
from workshops.domain.answering import Answer, answer_opinion
from workshops.domain.routing import route_opinions
from workshops.domain.seating import locked
from workshops.models import Opinion, Theme
from workshops.refusals import DueDatePassed


def route_theme(
    actor: Actor, theme: Theme, *, department: Department, due_at: datetime, at: datetime
) -> Theme:
    """Give the theme to ``department``, to be answered by ``due_at``, and with it every open opinion in it that has no
    department, or has it from the theme. One that the host gave to another department stays there.

    Raises DueDatePassed, ThemeEmpty, DepartmentEnded, StaleState, NotAllowed.
    """
    with transaction.atomic():
        workshop = locked(theme.workshop)
        fresh = Theme.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=theme.pk)
        fresh.workshop = workshop
        actions.route_theme.require(actor, theme=fresh)
        require_in_force(department)
        if due_at <= at:
            raise DueDatePassed
        held = Opinion.objects.filter(theme=fresh, hidden_at=None)
        if not held.exists():
            raise refusals.ThemeEmpty
        followers = held.unanswered().filter(department=None) | held.unanswered().filter(
            department=fresh.department_id
        )
        before = fresh.department_id
        route_opinions(actor, list(followers), department=department, due_at=due_at, at=at, tell=False)
        fresh.department, fresh.due_at, fresh.routed_at = department, due_at, at
        fresh.save(update_fields=["department", "due_at", "routed_at"])
        record(
            actor, "workshops.route_theme", fresh, department=department.code, due_at=due_at, before=before
        )
        notify(
            "workshops.theme_routed",
            fresh,
            path=reverse("workshops:answer-theme", args=[fresh.uuid]),
            once=f"{department.pk}:{at.isoformat()}",
            title=workshop.title,
            title_en=workshop.title_en,
            theme=fresh.title,
            theme_en=fresh.title_en,
            department=department.pk,
            due=due_at.isoformat(),
        )
    return fresh


def answer_theme(actor: Actor, theme: Theme, answer: Answer, *, at: datetime) -> list[Opinion]:
    """Answer every open opinion of the theme that its department owns; gives them. Each speaker is told.

    Raises NothingOpenInTheme, AnswerIncomplete, RecordNotPublished, NotAllowed.
    """
    with transaction.atomic():
        locked(theme.workshop)
        fresh = Theme.objects.select_related("workshop").get(pk=theme.pk)
        actions.answer_theme.require(actor, theme=fresh)
        waiting = Opinion.objects.unanswered().filter(
            theme=fresh, department=fresh.department_id, hidden_at=None
        )
        answered = [answer_opinion(actor, one, answer, at=at) for one in waiting.order_by("pk")]
        record(actor, "workshops.answer_theme", fresh, opinions=len(answered), disposition=answer.disposition)
    return answered
