"""Seats and rounds: who sits where now, and which round is at work."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from budgeting.committee.models import (
    Committee,
    Member,
    Round,
)
from budgeting.cycles.models import Cycle, Project
from civic.accounts.models import User


def in_force(on: date) -> Q:
    """Seats that are held on that day."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def sits_on(member: Member, on: date) -> bool:
    """``in_force`` for a row that is at hand."""
    return member.starts_on <= on and (member.ends_on is None or member.ends_on >= on)


def day(at: datetime) -> date:
    """The office's calendar day of a moment."""
    return timezone.localtime(at).date()


def seat_of(viewer: Any, cycle: Cycle | int, at: datetime) -> Member | None:
    """The viewer's seat in the cycle's committee, held now."""
    if getattr(viewer, "pk", None) is None:
        return None
    return (
        Member.objects.filter(
            in_force(day(at)), user_id=viewer.pk, committee__cycle=cycle, committee__reviews=True
        )
        .select_related("committee", "user")
        .first()
    )


def seat_in(viewer: Any, committee: Committee, at: datetime) -> Member | None:
    """The viewer's seat in this very committee, held now."""
    if getattr(viewer, "pk", None) is None:
        return None
    seats = Member.objects.filter(in_force(day(at)), user_id=viewer.pk, committee=committee)
    return seats.select_related("committee", "user").first()


def seats_held(user: User, at: datetime) -> QuerySet[Member]:
    """The seats that a person holds now in committees that review, of cycles that are published."""
    return Member.objects.filter(
        in_force(day(at)), user=user, committee__cycle__published=True, committee__reviews=True
    )


def has_seat(viewer: Any, at: datetime) -> bool:
    """Whether there is a queue of this person."""
    return isinstance(viewer, User) and seats_held(viewer, at).exists()


def before_committee(cycle: Cycle) -> QuerySet[Project]:
    """The projects that departments found eligible and the committee has not decided."""
    return Project.objects.filter(envelope__cycle=cycle, state=Project.State.ELIGIBLE)


def newest_rounds() -> QuerySet[Round]:
    """The round at work of every committee: the one with the highest number."""
    later = Round.objects.filter(committee=OuterRef("committee"), number__gt=OuterRef("number"))
    return Round.objects.filter(~Exists(later))


def round_of(committee: Committee | int) -> Round | None:
    """The round at work; one query. A committee that was set up has one."""
    return Round.objects.filter(committee=committee).order_by("-number").first()
