"""What staff may do with the calendar of a process."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.processes.models import Phase, Process
from civic.processes.refusals import (
    ClosesBeforeItOpens,
    DatesInThePast,
    NothingChanges,
    PhaseHasOpened,
    PhaseIsOver,
    ReasonMissing,
)

KEEPERS = {
    Process.Kind.BUDGET: Role.Kind.BUDGET,
    Process.Kind.WORKSHOPS: Role.Kind.HOST,
    Process.Kind.PROPOSALS: Role.Kind.MODERATOR,
}
"""Which role keeps the calendar of which kind of process."""


@action("processes.keep_calendar", label=_("Keep the calendar of a process"))
def keep_calendar(actor: Actor, *, kind: str) -> Iterator[Refusal]:
    """The calendar of a process is kept by the role that runs it."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, KEEPERS[Process.Kind(kind)]):
        yield NotAllowed()


@action("processes.change_phase", label=_("Change the dates of a phase"))
def change_phase(
    actor: Actor, *, phase: Phase, opens_at: datetime, closes_at: datetime, reason: str, at: datetime
) -> Iterator[Refusal]:
    """Dates may move into the future only, with a reason; an opened phase keeps its opening, a closed one both dates."""
    yield from keep_calendar.rule(actor, kind=phase.process.kind)
    if phase.closes_at <= at:
        yield PhaseIsOver()
    if phase.opens_at <= at and opens_at != phase.opens_at:
        yield PhaseHasOpened()
    if closes_at <= opens_at:
        yield ClosesBeforeItOpens()
    if (opens_at != phase.opens_at and opens_at < at) or closes_at <= at:
        yield DatesInThePast()
    if (opens_at, closes_at) == (phase.opens_at, phase.closes_at):
        yield NothingChanges()
    if not reason.strip():
        yield ReasonMissing()
