"""Which step of a vote comes next, whose it is, and from when or until when. The desk and its list ask the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from budgeting.cycles.models import Cycle
from budgeting.results.actions import OFFICERS, count_of
from budgeting.results.models import Count
from budgeting.voting.queries import group_of, result_at, voting_phase
from civic.accounts.actors import holds


@dataclass(frozen=True)
class Step:
    """What is done next, by who holds one of ``roles``; ``starts`` where it can be done later only; ``but`` not by these."""

    what: str
    roles: tuple[str, ...]
    due: datetime | None = None
    starts: datetime | None = None
    but: tuple[int, ...] = ()

    def waits_for(self, user: Any, at: datetime) -> bool:
        """Whether this person can do it now."""
        return (
            (self.starts is None or at >= self.starts)
            and user.pk not in self.but
            and holds(user, *self.roles)
        )


def with_steps(cycles: QuerySet[Cycle]) -> QuerySet[Cycle]:
    """Votes with what ``next_step`` reads, so that it asks nothing for each; imported ones have no steps."""
    held = cycles.filter(external_id__isnull=True).select_related("process", "voting", "count")
    return held.prefetch_related("process__phases", "count__certificates")


def next_step(cycle: Cycle, at: datetime) -> Step | None:
    """The step that a vote waits for, None where everything is done."""
    group, count, phase = group_of(cycle), count_of(cycle), voting_phase(cycle)
    if phase is None:
        return None
    if group is None or group.roll_fixed_at is None:
        if phase.closes_at <= at:
            return None  # nobody could vote, and nobody can prepare it any more
        return Step(_("Fix the roll before the vote opens"), ("budget",), due=phase.opens_at)
    result_due = result_at(cycle) or phase.closes_at
    if group.closed_at is None:
        later = phase.closes_at if at < phase.closes_at else None
        return Step(_("Close the box"), ("budget",), due=None if later else phase.closes_at, starts=later)
    if count is None:
        return Step(_("Count the votes"), ("budget",), due=result_due)
    if not count.is_published:
        return Step(_("Publish the result"), ("publisher",), due=result_due)
    return _after_publication(count) if group.keys_destroyed_at is None else None


def _after_publication(count: Count) -> Step:
    officers, signed = ("budget", "publisher"), tuple(one.officer_id for one in count.certificates.all())
    if len(signed) < OFFICERS:
        return Step(_("Certify the result"), officers, starts=count.appeals_until, but=signed)
    return Step(_("Destroy the keys of the vote"), officers)
