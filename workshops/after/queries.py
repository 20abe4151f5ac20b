"""Questions about what comes after a workshop."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from civic.accounts.actors import roles_of
from civic.accounts.models import Role
from civic.areas.models import Department
from workshops import queries
from workshops.models import Feedback, FollowUp, Opinion, Theme, ThemeStep, Workshop

Kind = Opinion.Disposition
SHOWN_FROM = 5  # fewer answers to the two questions are not shown: they could be guessed


def themes_of(workshop: Workshop, viewer: Any) -> QuerySet[Theme]:
    """The themes of a workshop that hold something, with how many opinions, how many of them open, and who answers."""
    shown = Q(opinions__hidden_at=None)
    return (
        Theme.objects.visible_to(viewer)
        .filter(workshop=workshop)
        .select_related("department", "workshop")
        .annotate(
            size=Count("opinions", filter=shown),
            waiting=Count(
                "opinions",
                filter=shown
                & Q(opinions__disposition=Kind.OPEN)
                & (Q(opinions__department=None) | Q(opinions__department=F("department"))),
            ),
        )
        .filter(size__gt=0)
        .order_by("id")
    )


def last_step(workshop: Workshop) -> ThemeStep | None:
    """The step that would be taken back next."""
    return (
        ThemeStep.objects.filter(workshop=workshop, undone_at=None)
        .select_related("theme", "by")
        .order_by("-id")
        .first()
    )


def back_on_the_desk(user: Any, at: datetime) -> QuerySet[Opinion]:
    """Answered opinions of the person's departments whose promised day has come (all departments for an administrator)."""
    found = (
        Opinion.objects.visible_to(user)
        .named_by(timezone.localdate(at))
        .filter(hidden_at=None)
        .select_related("workshop", "department")
    )
    if any(role.kind == Role.Kind.ADMINISTRATOR for role in roles_of(user)):
        return found
    return found.filter(department__in=queries.my_departments(user))


def late_promises(viewer: Any, at: datetime) -> QuerySet[Opinion]:
    """Opinions of which the answer named a day that has passed without news: in public."""
    found = Opinion.objects.visible_to(viewer).named_by(timezone.localdate(at) - timedelta(days=1))
    return found.filter(hidden_at=None).select_related("workshop", "department")


def themes_to_answer(user: Any) -> QuerySet[Theme]:
    """Themes of which the person's departments owe an answer, with how many opinions wait."""
    waiting = Q(
        opinions__disposition=Kind.OPEN, opinions__hidden_at=None, opinions__department=F("department")
    )
    found = (
        Theme.objects.visible_to(user)
        .filter(department__isnull=False, workshop__state=Workshop.State.RECORDED)
        .annotate(waiting=Count("opinions", filter=waiting))
        .filter(waiting__gt=0)
        .select_related("workshop", "department")
        .order_by("due_at", "id")
    )
    if any(role.kind == Role.Kind.ADMINISTRATOR for role in roles_of(user)):
        return found
    return found.filter(department__in=queries.my_departments(user))


def reports_of(workshop: Workshop) -> list[FollowUp]:
    """The three reports of a workshop, published or owed, in order of their days."""
    return list(workshop.follow_ups.order_by("days"))


def owed_reports(viewer: Any, at: datetime) -> QuerySet[FollowUp]:
    """Reports that are overdue, the oldest first: in public."""
    return FollowUp.objects.visible_to(viewer).owed().filter(due_at__lte=at).select_related("workshop")


@dataclass(frozen=True)
class Share:
    """What became of the opinions that one department owns."""

    department: str
    department_en: str
    outcome: queries.Outcome


def by_department(at: datetime) -> tuple[queries.Outcome, list[Share]]:
    """What became of the opinions of twelve months, in all and department by department; two queries."""
    counts: dict[int | None, dict[str, int]] = {}
    total: dict[str, int] = {}
    for department, kind, n in queries.of_a_year(at):
        of = counts.setdefault(department, {})
        of[kind] = of.get(kind, 0) + n
        total[kind] = total.get(kind, 0) + n
    owners = Department.objects.filter(pk__in=[key for key, of in counts.items() if key and any(of.values())])
    shares = [
        Share(one.name, one.name_en, queries.outcome_of(counts[one.pk])) for one in owners.order_by("code")
    ]
    if any(counts.get(None, {}).values()):  # else the rows would not add up to the whole
        nobody = _("no department yet")
        shares.append(Share(nobody, nobody, queries.outcome_of(counts[None])))
    return queries.outcome_of(total), shares


@dataclass(frozen=True)
class Felt:
    """The answers to the two questions: how many people, and the means of 1 to 5; no means of few."""

    people: int
    heard: float | None
    trusts: float | None


def felt(workshop: Workshop) -> Felt:
    """How it was, in the words of those who came; fewer than five answers stay unsaid. One query."""
    found = Feedback.objects.filter(workshop=workshop).aggregate(
        n=Count("pk"), heard=Avg("heard"), trusts=Avg("trusts")
    )
    if found["n"] < SHOWN_FROM:
        return Felt(found["n"], None, None)
    return Felt(found["n"], round(found["heard"], 1), round(found["trusts"], 1))
