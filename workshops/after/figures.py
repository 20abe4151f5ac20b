"""The figures of a follow-up report: what became of each opinion up to a day, and what changed since the last report."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from workshops import queries
from workshops.models import FollowUp, Opinion

Kind = Opinion.Disposition


@dataclass(frozen=True)
class Figures:
    """``dispositions`` gives the state of each opinion by its key, ``changes`` those that are another than at the last
    report, ``late`` the opinions whose answer or promised date has passed. All at ``as_of`` (ISO 8601)."""

    as_of: str
    total: int
    taken_up: int
    open: int
    by_disposition: dict[str, int]
    late: list[int]
    changes: list[tuple[int, str, str]]
    dispositions: dict[str, str]

    @property
    def outcome(self) -> queries.Outcome:
        return queries.Outcome(self.total, self.taken_up, self.open, self.by_disposition)

    def stored(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


def read(stored: dict[str, Any]) -> Figures:
    """What `stored` gave."""
    return Figures(
        **{**stored, "changes": [(key, before, after) for key, before, after in stored["changes"]]}
    )


def drawn_up(report: FollowUp, at: datetime) -> Figures:
    """The figures of this report as the record gives them at this moment; two queries."""
    opinions = list(
        Opinion.objects.filter(workshop=report.workshop_id)
        .promised()
        .order_by("pk")
        .only("disposition", "due_at", "planned_on", "recheck_on")
    )
    earlier = (
        FollowUp.objects.filter(workshop=report.workshop_id, published_at__isnull=False, days__lt=report.days)
        .order_by("-days")
        .first()
    )
    known = earlier.figures["dispositions"] if earlier else {}
    counts: dict[str, int] = {}
    for one in opinions:
        counts[one.disposition] = counts.get(one.disposition, 0) + 1
    return Figures(
        as_of=at.isoformat(),
        total=len(opinions),
        taken_up=sum(counts.get(kind, 0) for kind in Opinion.TAKEN_UP),
        open=counts.get(Kind.OPEN, 0),
        by_disposition=counts,
        late=[one.pk for one in opinions if one.is_late(at)],
        changes=[
            (one.pk, known.get(str(one.pk), Kind.OPEN), one.disposition)
            for one in opinions
            if known.get(str(one.pk), Kind.OPEN) != one.disposition
        ],
        dispositions={str(one.pk): one.disposition for one in opinions},
    )
