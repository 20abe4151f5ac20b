"""Keeping what an officer types while setting a cycle up, and making the cycle of it."""

from datetime import datetime

from django.db import transaction

from budgeting.cycles import actions
from budgeting.cycles.domain.making import make_cycle
from budgeting.cycles.models import Cycle, CycleDraft
from budgeting.cycles.wizard import plan
from civic.accounts.models import User


@transaction.atomic
def keep_step(
    actor: User, draft: CycleDraft | None, step: str, data: dict[str, list[str]], *, at: datetime
) -> CycleDraft:
    """Store what was sent for a step, valid or not; a new beginning lets the steps that follow from it begin anew.

    U+0000 is kept as U+FFFD, as in addresses: PostgreSQL holds no such letter.
    """
    actions.make.require(actor, opens_at=None, at=at)
    data = {
        name.replace("\0", "\ufffd"): [one.replace("\0", "\ufffd") for one in given]
        for name, given in data.items()
    }
    if draft is None:
        return CycleDraft.objects.create(owner=actor, data={step: data}, updated_at=at)
    fresh = CycleDraft.objects.select_for_update().get(pk=draft.pk)
    before = fresh.data.get("start")
    if step == "start" and before is not None and before.get("start") != data.get("start"):
        for later in ("envelopes", "rules"):
            fresh.data.pop(later, None)
    fresh.data[step], fresh.updated_at = data, at
    fresh.save(update_fields=["data", "updated_at"])
    return fresh


@transaction.atomic
def finish_draft(actor: User, draft: CycleDraft, *, at: datetime) -> Cycle:
    """Make the unpublished cycle that the steps describe; the draft goes. Every step must be right."""
    basics, preset, opens_at = plan(draft)
    cycle = make_cycle(actor, preset=preset, opens_at=opens_at, at=at, **basics)
    draft.delete()
    return cycle
