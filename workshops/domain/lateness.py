"""What the clock says about answers: to the departments before and after the day, to whoever spoke when it is late."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from civic.notifications.domain.notifying import notify
from workshops.models import Opinion, Workshop

DUE_SOON = timedelta(days=3)
LOOKED_BACK = timedelta(
    days=14
)  # what is later was told long ago; it stays on the desk and in public all the same
NEXT_MORNING = timedelta(hours=12)
BATCH = 500


def _open(first: datetime, last: datetime) -> QuerySet[Opinion]:
    """Opinions without an answer that were due after ``first``, up to ``last``."""
    found = Opinion.objects.unanswered().filter(department__isnull=False, hidden_at=None)
    return found.filter(due_at__gt=first, due_at__lte=last)


def answers_due(at: datetime) -> int:
    """Tell the departments, once for each workshop and day, that answers are due in three days, and that they are late;
    gives how many times. Only of a public record: before, nobody can answer. Safe at any time, any number of times."""
    soon = _tell_departments(_open(at, at + DUE_SOON), "workshops.answers_due_soon")
    return soon + _tell_departments(_open(at - LOOKED_BACK, at), "workshops.answers_overdue")


def _tell_departments(found: QuerySet[Opinion], kind: str) -> int:
    together = ("workshop", "department", "due_at")
    public = found.filter(workshop__state=Workshop.State.RECORDED).order_by()
    rows = list(public.values_list(*together).annotate(n=Count("pk")).order_by(*together)[:BATCH])
    workshops = Workshop.objects.in_bulk({key for key, *_more in rows})
    for key, department, due_at, number in rows:
        workshop = workshops[key]
        with transaction.atomic():
            notify(
                kind,
                workshop,
                path=reverse("workshops:waiting"),
                once=f"{department}:{due_at:%Y%m%dT%H%M%z}",
                title=workshop.title,
                title_en=workshop.title_en,
                department=department,
                number=str(number),
                due=due_at.isoformat(),
            )
    return len(rows)


def speakers_wait(at: datetime) -> int:
    """Tell whoever spoke, once, that the answer is late, or that the day has passed which the answer named; gives how many
    were told. Silence would look as if nobody cared."""
    late = _open(at - LOOKED_BACK, at).filter(
        speaker__isnull=False, workshop__state__in=(Workshop.State.HELD, Workshop.State.RECORDED)
    )
    told = sum(
        _tell_speaker("workshops.opinion_late", one, one.due_at) for one in _walked(late) if one.due_at
    )
    today = timezone.localdate(at)
    for kind, column in Opinion.NAMED_DAYS.items():
        passed = {f"{column}__lt": today, f"{column}__gte": today - LOOKED_BACK}
        promised = Opinion.objects.filter(disposition=kind, hidden_at=None, speaker__isnull=False, **passed)
        told += sum(
            _tell_speaker("workshops.promise_late", one, getattr(one, column)) for one in _walked(promised)
        )
    return told


def _walked(found: QuerySet[Opinion]) -> "list[Opinion]":
    return list(found.select_related("workshop", "department").order_by("pk")[:BATCH])


def _tell_speaker(kind: str, opinion: Opinion, due: date) -> int:
    with transaction.atomic():
        notify(
            kind,
            opinion,
            path=reverse("workshops:mine"),
            once=f"{due:%Y%m%dT%H%M}",
            title=opinion.workshop.title,
            title_en=opinion.workshop.title_en,
            opinion=opinion.text[:120],
            opinion_en=opinion.text_en[:120],
            department=opinion.department.name,  # type: ignore[union-attr]  # asked for above
            department_en=opinion.department.name_en,  # type: ignore[union-attr]
            due=due.isoformat(),
        )
    return 1


def never_begun(at: datetime) -> int:
    """The morning after a workshop of which nobody has said that it took place: tell the hosts; gives how many."""
    over = at - NEXT_MORNING
    found = Workshop.objects.filter(
        state=Workshop.State.ANNOUNCED, ends_at__lte=over, ends_at__gt=over - LOOKED_BACK
    )
    workshops = list(found.order_by("pk")[:BATCH])
    for workshop in workshops:
        with transaction.atomic():
            notify(
                "workshops.never_begun",
                workshop,
                path=reverse("workshops:manage", args=[workshop.code]),
                title=workshop.title,
                title_en=workshop.title_en,
            )
    return len(workshops)
