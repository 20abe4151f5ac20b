"""Hiding an opinion of a record by a moderator's decision, and showing it again; the figures follow."""

from datetime import datetime

from django.db import transaction

from workshops.domain import outcomes
from workshops.domain.answering import report_when_complete
from workshops.domain.seating import locked_by_key
from workshops.models import Opinion, Workshop
from workshops.states import workshop_states


def hide(opinion: Opinion, *, at: datetime) -> None:
    """Nobody but the staff and the speaker reads it any more, and it counts nowhere. Runs in the decision's transaction."""
    with transaction.atomic():
        workshop, fresh = _locked(opinion)
        if fresh.hidden_at is not None:
            return
        outcomes.added(workshop, fresh, -1)
        fresh.hidden_at = at
        fresh.save(update_fields=["hidden_at"])
        report_when_complete(workshop, at)  # it may have been the last that waited


def show(opinion: Opinion) -> None:
    """It is in the record again; where it waits for an answer, the workshop is not answered to the end any more. Runs in the
    decision's transaction."""
    with transaction.atomic():
        workshop, fresh = _locked(opinion)
        if fresh.hidden_at is None:
            return
        fresh.hidden_at = None
        fresh.save(update_fields=["hidden_at"])
        outcomes.added(workshop, fresh, 1)
        if workshop.state == Workshop.State.REPORTED and fresh.is_promised and not fresh.is_answered:
            workshop_states.move(workshop, "reopen", reported_at=None)


def _locked(opinion: Opinion) -> tuple[Workshop, Opinion]:
    """The workshop before its opinion, as everywhere."""
    workshop = locked_by_key(opinion.workshop_id)
    return workshop, Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
