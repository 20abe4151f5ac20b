"""Naming the trustees before the keys are made, and taking the key back from two of them after the close."""

from collections.abc import Sequence

from django.db import transaction

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, keys
from budgeting.voting.models import Trustee, VotingGroup
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import locks


def name_trustees(actor: Actor, cycle: Cycle, named: Sequence[tuple[str, bytes]]) -> list[Trustee]:
    """The three trustees of a vote (name, public key of 32 bytes), instead of those named before; none to do without.

    Raises Refusal (NotAllowed, RollAlreadyFixed, TrusteesUnfit).
    """
    with transaction.atomic():
        locks.exclude(
            f"voting.prepare:{cycle.pk}"
        )  # the lock of preparing: the keys are made for these or for others
        cycle = Cycle.objects.get(pk=cycle.pk)
        actions.name_trustees.require(actor, cycle=cycle, named=named)
        Trustee.objects.filter(cycle=cycle).delete()
        trustees = Trustee.objects.bulk_create(
            Trustee(cycle=cycle, place=place, name=name.strip(), public_key=key)
            for place, (name, key) in enumerate(named, 1)
        )
        record(
            actor,
            "voting.trustees_named",
            cycle,
            trustees=[{"name": t.name, "key": t.key_hex} for t in trustees],
        )
    return trustees


def hand_in_key(actor: Actor, cycle: Cycle, private: bytes) -> VotingGroup:
    """The key that two trustees opened together, back on the machine that counts.

    Raises Refusal (NotAllowed, VotingNotPrepared, NotClosed, KeyNotAway, KeyDoesNotFit).
    """
    with transaction.atomic():
        locks.exclude(f"voting.key:{cycle.pk}")
        cycle = Cycle.objects.select_related("voting").get(pk=cycle.pk)
        actions.hand_in_key.require(actor, cycle=cycle, private=private)
        group: VotingGroup = cycle.voting
        record(actor, "voting.key_handed_in", group)
        keys.put_back(group.pk, private)
    return group
