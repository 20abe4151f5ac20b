"""Preparing a vote: the group with its keys, then its roll, fixed in the same act."""

from django.db import transaction

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, keys
from budgeting.voting.domain.rolling import draw_roll
from budgeting.voting.models import SealedKey, Trustee, VotingGroup
from budgeting.voting.trustees import copies
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.clock import database_now


def prepare_voting(actor: Actor, cycle: Cycle) -> VotingGroup:
    """Make the group's keys, draw the roll and fix it: its hash and totals stand before the first ballot.

    Raises Refusal (RollAlreadyFixed, RulesMissing, NotAllowed).
    """
    with transaction.atomic():
        locks.exclude(f"voting.prepare:{cycle.pk}")
        cycle = Cycle.objects.select_related("process", "voting", "rules").get(pk=cycle.pk)
        at = database_now()
        actions.prepare_voting.require(actor, cycle=cycle, at=at)
        group = VotingGroup(cycle=cycle)
        trustees, sealed = list(cycle.trustees.all()), list[tuple[Trustee, Trustee, bytes]]()
        entrust = (lambda private: sealed.extend(copies(private, trustees))) if trustees else None
        made = keys.make(group.pk, entrust)
        group.public_key, group.log_key = made.sealing, made.log
        group.save(force_insert=True)
        SealedKey.objects.bulk_create(
            SealedKey(group=group, outer=outer, inner=inner, sealed=copy) for outer, inner, copy in sealed
        )
        draw_roll(group, at)
        record(
            actor,
            "voting.roll_fixed",
            group,
            voters=group.roll_size,
            sha256=bytes(group.roll_hash or b"").hex(),
            totals=group.roll_totals,
            classes=group.classes,
            classes_sha256=bytes(group.classes_hash or b"").hex(),
            public_key=made.sealing.hex(),
            log_key=made.log.hex(),
            trustees=[one.key_hex for one in trustees],
        )
    return group
