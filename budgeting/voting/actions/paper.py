"""Paper slips: entering them twice, deciding where the readings differ, closing a batch."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.voting import queries, refusals
from budgeting.voting.actions.common import is_clerk
from budgeting.voting.models import OpenedBallot, PaperBatch, PollingPlace
from civic.accounts.actors import Actor, roles_of
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.dates import moment_text
from civic.common.refusals import NotAllowed, Refusal, SignInFirst

BOTH = "both"


@action("budgeting.enter_paper", label=_("Enter paper slips"))
def enter_paper(actor: Actor, *, place: PollingPlace, at: datetime) -> Iterator[Refusal]:
    """Polling clerks of the place's district and budget officers, when the vote is over and not yet counted."""
    yield from _handles_paper(actor, place)
    phase = queries.voting_phase(place.cycle)
    if phase is None or at < phase.closes_at:
        yield refusals.PaperStaysSealed(closes=moment_text(phase.closes_at) if phase else "")
    if OpenedBallot.objects.filter(group__cycle=place.cycle_id).exists():
        yield refusals.AlreadyCounted()


@action("budgeting.resolve_paper", label=_("Decide where two readings differ"))
def resolve_paper(actor: Actor, *, batch: PaperBatch, at: datetime) -> Iterator[Refusal]:
    """A third person, when both readings are finished."""
    yield from enter_paper.rule(actor, place=batch.place, at=at)
    yield from _between_readings_and_close(batch)
    if actor.pk in (batch.entered_by_id, batch.confirmed_by_id):
        yield refusals.ThirdPerson()


@action("budgeting.read_paper_again", label=_("Begin a reading of slips anew"))
def read_paper_again(
    actor: Actor, *, batch: PaperBatch, reading: str, reason: str | None, at: datetime
) -> Iterator[Refusal]:
    """Whoever may enter slips takes a reading over that its reader cannot finish; the other reader does not. When both are
    finished the whole box is read again, both times: by then everybody has seen both. ``reason`` None: not written yet."""
    yield from enter_paper.rule(actor, place=batch.place, at=at)
    finished = {"first": batch.entered_at is not None, "second": batch.confirmed_at is not None}
    begun = {"first": True, "second": batch.confirmed_by_id is not None}
    readers = {"first": batch.entered_by_id, "second": batch.confirmed_by_id}
    others = {"first": "second", "second": "first"}
    if batch.closed_at is not None:
        yield refusals.ReadingFinished()
    elif reading == BOTH:
        if not all(finished.values()):
            yield refusals.ReadingsUnfinished()
    elif finished.get(reading, True) or not begun[reading]:
        yield refusals.ReadingFinished()
    elif actor.pk == readers[others[reading]]:
        yield refusals.OtherReading()
    if reason is not None and not reason.strip():
        yield refusals.AgainNeedsReason()


@action("budgeting.close_paper", label=_("Close a batch of slips"))
def close_paper(actor: Actor, *, batch: PaperBatch, at: datetime) -> Iterator[Refusal]:
    """Anybody who may enter slips, when both readings are finished."""
    yield from enter_paper.rule(actor, place=batch.place, at=at)
    yield from _between_readings_and_close(batch)


def _between_readings_and_close(batch: PaperBatch) -> Iterator[Refusal]:
    if batch.closed_at is not None:
        yield refusals.ReadingFinished()
    elif batch.entered_at is None or batch.confirmed_at is None:
        yield refusals.ReadingsUnfinished()


def _handles_paper(actor: Actor, place: PollingPlace) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not (is_clerk(actor, place) or keeps_slips(actor)):
        yield NotAllowed()


def keeps_slips(actor: Actor) -> bool:
    """A budget officer, who handles the slips of every place; an administrator does not."""
    return any(role.kind == Role.Kind.BUDGET for role in roles_of(actor))
