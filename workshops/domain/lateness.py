"""What the clock says about answers: to the departments before and after the day, to whoever spoke when it is late."""

from collections.abc import Iterator
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
)  # what is older was told long ago; it stays on the desk and in public all the same
NEXT_MORNING = timedelta(hours=12)
BATCH = 500


def _open(first: datetime, last: datetime) -> QuerySet[Opinion]:
    """Opinions without an answer that were due after ``first``, up to ``last``."""
    found = Opinion.objects.unanswered().filter(department__isnull=False, hidden_at=None)
    return found.filter(due_at__gt=first, due_at__lte=last)


def _ownerless(first: datetime, last: datetime) -> QuerySet[Opinion]:
    """Of public records, opinions that no department has, and whose workshop promised answers by then."""
    found = Opinion.objects.promised().unanswered().filter(department=None)
    return found.filter(
        workshop__state=Workshop.State.RECORDED,
        workshop__answer_due_at__gt=first,
        workshop__answer_due_at__lte=last,
    )


def ownerless_due(at: datetime) -> int:
    """Tell the hosts, three days before the day by which every opinion is answered and on that day, that some have no
    department yet; gives how many times."""
    rows = (
        _ownerless(at - LOOKED_BACK, at + DUE_SOON).order_by().values_list("workshop").annotate(n=Count("pk"))
    )
    counts = dict(rows.order_by("workshop"))
    for workshop in Workshop.objects.filter(pk__in=counts).order_by("pk"):
        due_at = workshop.answers_due_at
        with transaction.atomic():
            notify(
                "workshops.ownerless_due",
                workshop,
                path=reverse("workshops:route", args=[workshop.code]),
                once=f"{'late' if due_at <= at else 'soon'}:{due_at:%Y%m%dT%H%M%z}",
                title=workshop.title,
                title_en=workshop.title_en,
                number=str(counts[workshop.pk]),
                due=due_at.isoformat(),
            )
    return len(counts)


def answers_due(at: datetime) -> int:
    """Tell the departments, once for each workshop and day, that answers are due in three days, and that they are late;
    gives how many times. Only of a public record: before, nobody can answer. Safe at any time, any number of times."""
    soon = _tell_departments(_open(at, at + DUE_SOON), "workshops.answers_due_soon")
    return soon + _tell_departments(_open(at - LOOKED_BACK, at), "workshops.answers_overdue")


def _tell_departments(found: QuerySet[Opinion], kind: str) -> int:
    together = ("workshop", "department", "due_at")
    public = found.filter(workshop__state=Workshop.State.RECORDED).order_by()
    rows = list(public.values_list(*together).annotate(n=Count("pk")).order_by(*together))
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
    nobodys = _ownerless(at - LOOKED_BACK, at).filter(speaker__isnull=False)
    told = sum(
        _tell_speaker("workshops.opinion_late", one, one.due_at or one.workshop.answers_due_at)
        for one in (*_walked(late), *_walked(nobodys))
    )
    today = timezone.localdate(at)
    for kind, column in Opinion.NAMED_DAYS.items():
        passed = {f"{column}__lt": today, f"{column}__gte": today - LOOKED_BACK}
        promised = Opinion.objects.filter(disposition=kind, hidden_at=None, speaker__isnull=False, **passed)
        told += sum(
            _tell_speaker("workshops.promise_late", one, getattr(one, column)) for one in _walked(promised)
        )
    return told


def _walked(found: QuerySet[Opinion]) -> Iterator[Opinion]:
    return (
        found.select_related("workshop__department", "department").order_by("pk").iterator(chunk_size=BATCH)
    )


def _tell_speaker(kind: str, opinion: Opinion, due: date) -> int:
    owner = opinion.department or opinion.workshop.department  # who hosts it has to find an owner
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
            department=owner.name,
            department_en=owner.name_en,
            due=due.isoformat(),
        )
    return 1


def never_begun(at: datetime) -> int:
    """The morning after a workshop of which nobody has said that it took place: tell the hosts; gives how many."""
    over = at - NEXT_MORNING
    found = Workshop.objects.filter(
        state=Workshop.State.ANNOUNCED, ends_at__lte=over, ends_at__gt=over - LOOKED_BACK
    )
    workshops = list(found.order_by("pk"))
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
