"""Closing a vote: alone with the box, after everybody who was still casting."""

from django.db import transaction

from budgeting.cycles.models import Cycle
from budgeting.voting import actions
from budgeting.voting.domain.casting import box_lock
from budgeting.voting.domain.relaying import relay_notices
from budgeting.voting.domain.sequencing import close_ledger
from budgeting.voting.models import VotingGroup
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.clock import database_now


def close_voting(actor: Actor, cycle: Cycle) -> VotingGroup:
    """Take the exclusive lock (which waits for every ballot on its way in) and close; the last notices go out,
    the ledger takes every ballot that still waited and its close.

    Raises Refusal (VotingStillOpen, AlreadyClosed, VotingNotPrepared, NotAllowed).
    """
    with transaction.atomic():
        known = VotingGroup.objects.filter(cycle=cycle).first()
        if known is not None:
            locks.exclude(box_lock(known.pk))
        cycle = Cycle.objects.select_related("process", "voting").get(pk=cycle.pk)
        at = database_now()
        actions.close_voting.require(actor, cycle=cycle, at=at)
        group: VotingGroup = cycle.voting
        group.closed_at = at
        group.save(update_fields=["closed_at"])
        record(actor, "voting.closed", group, ballots=group.box.values("slot").distinct().count())
        relay_notices(group, everything=True)
        if group.log_key is not None:
            close_ledger(group, at)
    return group
