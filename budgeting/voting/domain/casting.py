"""Casting a ballot: the one way in, for the web page, the API and every later door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import DateTimeField, Func, QuerySet, Subquery

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, keeping, keys, queries, receipts, sealing
from budgeting.voting.ballots import bare_paper
from budgeting.voting.classes import Classes
from budgeting.voting.models import SealedBallot, TreeHead, VotingGroup
from budgeting.voting.promising import Promise, promise
from budgeting.voting.refusals import AlreadyCast, IdempotencyConflict, VotedInPerson
from budgeting.voting.sealing import Choices, Opening, Points
from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.common import locks
from civic.common.refusals import NotAllowed

ATTEMPTS = 100


@dataclass(frozen=True)
class Receipt:
    """What the voter gets: the commitment to their ballot, whether this very form had been received before, the promise."""

    commitment: bytes
    repeated: bool
    promise: Promise | None = None

    @property
    def code(self) -> str:
        return receipts.code_of(self.commitment)


def box_lock(group_id: UUID) -> str:
    """The lock that casters share and the closer takes alone."""
    return f"voting.box:{group_id}"


def slot_lock(group_id: UUID, slot: bytes) -> str:
    """The lock of one voter's slot: ballots on their way in share it, a mark "voted on paper" takes it alone."""
    return f"voting.slot:{group_id}:{slot.hex()}"


def cast_ballot(
    actor: Actor,
    cycle: Cycle,
    choices: Choices,
    form: UUID,
    points: Points | None = None,
    *,
    channel: str = "web",
) -> Receipt:
    """Seal and store the choices ({envelope's key: project numbers}) of ``actor``; ``form`` is the form's own key.

    ``points`` run beside the choices of envelopes where points are given; the order of the numbers counts where a
    ranking is asked.

    The same form again gives the same receipt and no second row; a later form replaces the ballot (change until the
    close). Raises Refusal: those of the action, InvalidBallot, IdempotencyConflict, AlreadyCast, KeyMissing,
    LedgerBehind (the database is older than a head that was kept).

    Nothing here names the voter beside the ballot: no record entry, no time, no notice in the clear.
    """
    with transaction.atomic():
        group = _enter(cycle)
        kept = (
            keeping.kept(group.pk) if group else None
        )  # before the database is asked: the sequencer writes it after
        fresh = _inside(group).get(pk=cycle.pk)
        actions.cast_ballot.require(actor, cycle=fresh, at=fresh.at, channel=channel)
        voter = person(actor)
        if voter is None or group is None:
            raise NotAllowed  # the action has said so before; this tells the type checker
        if behind := keeping.gap(kept, fresh.tree_size):
            raise behind
        return _Casting(fresh.voting, fresh, voter, form, fresh.at, channel).cast(choices, points)


def _enter(cycle: Cycle) -> VotingGroup | None:
    """Share the box's lock with the other casters, before anything is read that the closer may change.

    Only the group's name is taken from the cycle as it was given; everything else is read anew under the lock. An
    acknowledged ballot is on the disk (``durable``).
    """
    group = queries.group_of(cycle) or VotingGroup.objects.filter(cycle=cycle).first()
    if group is not None:
        locks.share(box_lock(group.pk), durable=True)
    return group


def _inside(group: VotingGroup | None) -> QuerySet[Any]:
    """Cycles as they are now, with the database's clock (``at``) and the size of the group's newest head, in one query."""
    heads = TreeHead.objects.filter(group=group).order_by("-size").values("size")[:1]
    clock = Func(function="clock_timestamp", output_field=DateTimeField())
    return (
        Cycle.objects.annotate(tree_size=Subquery(heads), at=clock)
        .select_related("process", "voting", "rules")
        .prefetch_related("process__phases")
    )


#: A ballot and its notice in one statement; neither, when the slot has that version already (or the form was received).
_INSERT = """
WITH box AS (
    INSERT INTO voting_sealedballot (id, group_id, slot, version, commitment, sealed, idempotency, channel)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT DO NOTHING
    RETURNING group_id
)
INSERT INTO voting_votingnotice (id, group_id, kind, recipient)
SELECT %s, group_id, 'voting.ballot_recorded', %s FROM box
"""


class _Casting:
    """One ballot on its way into the box."""

    def __init__(
        self, group: VotingGroup, cycle: Cycle, voter: User, form: UUID, at: datetime, channel: str
    ) -> None:
        self.group, self.cycle, self.voter, self.channel = group, cycle, voter, channel
        self.key = keys.hmac_key(group.pk)
        self.slot = sealing.slot(self.key, group.pk, voter.uuid)
        self.nonce = sealing.nonce(self.key, self.slot, form)
        self.idempotency = sealing.idempotency(self.key, self.slot, form)
        self.at = at

    def cast(self, choices: Choices, points: Points | None) -> Receipt:
        """Look again, under the lock, whether the voter is being marked as voting on paper; then seal and store."""
        locks.share(slot_lock(self.group.pk, self.slot))
        if queries.is_marked(self.group, self.voter):
            raise VotedInPerson
        opening = Opening(self.nonce, self._content(choices, points))
        for _attempt in range(ATTEMPTS):
            earlier = self._earlier()
            if self.idempotency in earlier:  # this very form was received before
                if earlier[self.idempotency] != opening.commitment:
                    raise IdempotencyConflict
                return self._receipt(opening, repeated=True)
            if earlier and not self.cycle.rules.change_until_close:
                raise AlreadyCast
            if self._insert(opening, 1 + len(earlier)):
                return self._receipt(opening, repeated=False)
        raise AlreadyCast  # a hundred other forms of one voter came first within one transaction

    def _content(self, choices: Choices, points: Points | None) -> bytes:
        entry = queries.roll_entry(self.group, self.voter)
        mine = bare_paper(self.cycle, entry.area_code if entry else None)
        no = next(mine.refusals(choices, points), None)
        if no is not None:
            raise no
        whole, beside = mine.complete(choices, points)
        return sealing.canonical(whole, mine.scope, beside, self._class_seal())

    def _class_seal(self) -> bytes | None:
        """The seal of the voter's class, which the server takes from the fixed list; None in a vote without classes."""
        if not Classes.of(self.group.classes).told_apart:
            return None
        hiding = sealing.class_nonce(self.key, self.nonce)
        return sealing.class_seal(hiding, queries.class_of(self.group, self.voter))

    def _earlier(self) -> dict[bytes, bytes]:
        """The commitments of this slot by the form they came with: versions run from 1 without a gap."""
        rows = SealedBallot.objects.filter(group=self.group, slot=self.slot)
        return {bytes(form): bytes(seal) for form, seal in rows.values_list("idempotency", "commitment")}

    def _receipt(self, opening: Opening, *, repeated: bool) -> Receipt:
        return Receipt(opening.commitment, repeated, promise(self.group, opening.commitment, self.at))

    def _insert(self, opening: Opening, version: int) -> bool:
        """Add this version, and its notice. False when somebody else added it or sent the same form meanwhile: look again.

        The race is closed by UNIQUE (group, slot, version): two simultaneous ballots of a voter cannot both be the
        n-th, so one waits for the other and then comes after it (tests/races/test_one_current_ballot.py).
        """
        sealed = sealing.seal(bytes(self.group.public_key), opening)
        recipient = sealing.encrypt_recipient(self.key, self.voter.uuid)
        row = (uuid4(), self.group.pk, self.slot, version, opening.commitment, sealed, self.idempotency)
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [*row, self.channel, uuid4(), recipient])
            return bool(cursor.rowcount == 1)
