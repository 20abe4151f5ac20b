"""Casting a ballot: the one way in, for the web page, the API and every later door."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, keeping, keys, queries, receipts, sealing
from budgeting.voting.ballots import Paper, bare_paper
from budgeting.voting.classes import CITIZENS, Classes
from budgeting.voting.domain.looking import Look, look
from budgeting.voting.models import SealedBallot, VotingGroup
from budgeting.voting.promising import Promise, promise
from budgeting.voting.refusals import AlreadyCast, IdempotencyConflict, KeyMissing, VotedInPerson
from budgeting.voting.sealing import Choices, Opening, Points
from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.common.planned import planned
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

    The same form again gives the same receipt and no second row, also where a new ballot would be refused by now: whoever
    asks again has lost the answer. A later form replaces the ballot (change until the close).

    Raises Refusal: those of the action, InvalidBallot, IdempotencyConflict, AlreadyCast, KeyMissing, LedgerBehind (the
    database is older than a head that was kept).

    Nothing here names the voter beside the ballot: no record entry, no time, no notice in the clear.
    """
    group, voter = _box_of(cycle), person(actor)
    key = _key(group)
    slot = sealing.slot(key, group.pk, voter.uuid) if key and group and voter else None
    kept = (
        keeping.kept(group.pk) if group else None
    )  # before the database is asked: the sequencer writes it after
    with transaction.atomic():
        found = look(cycle.pk, voter, slot, _locks(group, slot))
        behind = keeping.gap(kept, found.tree_size)
        casting = _Casting(found, voter, (key, slot), form, channel) if voter and key and slot else None
        again = casting.received(choices, points) if casting and not behind else None
        if again is not None:
            return again
        actions.cast_ballot.require(actor, cycle=found.cycle, at=found.at, channel=channel)
        if voter is None:
            raise NotAllowed  # the action has said so before; this tells the type checker
        if casting is None:
            raise KeyMissing
        if behind:
            raise behind
        return casting.cast(choices, points)


def _box_of(cycle: Cycle) -> VotingGroup | None:
    """Only the group's name is taken from the cycle as it was given; everything else is looked up under the locks."""
    return queries.group_of(cycle) or VotingGroup.objects.filter(cycle=cycle).first()


def _key(group: VotingGroup | None) -> bytes | None:
    """K, as long as there is one: where it is not, the action may have a better reason to say no."""
    try:
        return keys.hmac_key(group.pk) if group else None
    except KeyMissing:
        return None


def _locks(group: VotingGroup | None, slot: bytes | None) -> list[str]:
    """The box's lock, which casters share and the closer takes alone; then the slot's, which a mark on paper takes alone.

    Both before anything is read that the closer or the clerk may change.
    """
    box = [box_lock(group.pk)] if group else []
    return [*box, slot_lock(group.pk, slot)] if group and slot else box


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
        self, found: Look, voter: User, place: tuple[bytes, bytes], form: UUID, channel: str
    ) -> None:
        self.group, self.cycle, self.found = found.cycle.voting, found.cycle, found
        self.voter, self.channel = voter, channel
        self.key, self.slot = place
        self.nonce = sealing.nonce(self.key, self.slot, form)
        self.idempotency = sealing.idempotency(self.key, self.slot, form)

    def received(self, choices: Choices, points: Points | None) -> Receipt | None:
        """The receipt of this very form with this very ballot, where it was received before and its voter not marked since."""
        commitment = self.found.earlier.get(self.idempotency)
        if commitment is None or self.found.marked:
            return None
        try:
            content = self._sealed(bare_paper(self.cycle, self.found.area), choices, points)
        except ValueError:  # points that belong to nothing: another ballot
            return None
        opening = Opening(self.nonce, content)
        return self._receipt(opening, repeated=True) if opening.commitment == commitment else None

    def cast(self, choices: Choices, points: Points | None) -> Receipt:
        """Seal and store; the earlier ballots are looked up again only when another form came between."""
        if self.found.marked:
            raise VotedInPerson
        opening = Opening(self.nonce, self._content(choices, points))
        for attempt in range(ATTEMPTS):
            earlier = self._earlier(anew=attempt > 0)
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
        mine = bare_paper(self.cycle, self.found.area)
        no = next(mine.refusals(choices, points), None)
        if no is not None:
            raise no
        return self._sealed(mine, choices, points)

    def _sealed(self, mine: Paper, choices: Choices, points: Points | None) -> bytes:
        whole, beside = mine.complete(choices, points)
        return sealing.canonical(whole, mine.scope, beside, self._class_seal())

    def _class_seal(self) -> bytes | None:
        """The seal of the voter's class, which the server takes from the fixed list; None in a vote without classes."""
        if not Classes.of(self.group.classes).told_apart:
            return None
        hiding = sealing.class_nonce(self.key, self.nonce)
        return sealing.class_seal(hiding, self.found.class_name or CITIZENS)

    def _earlier(self, *, anew: bool) -> dict[bytes, bytes]:
        """The commitments of this slot by the form they came with: versions run from 1 without a gap."""
        if not anew:
            return self.found.earlier
        rows = SealedBallot.objects.filter(group=self.group, slot=self.slot)
        return {bytes(form): bytes(seal) for form, seal in rows.values_list("idempotency", "commitment")}

    def _receipt(self, opening: Opening, *, repeated: bool) -> Receipt:
        return Receipt(opening.commitment, repeated, promise(self.group, opening.commitment, self.found.at))

    def _insert(self, opening: Opening, version: int) -> bool:
        """Add this version, and its notice. False when somebody else added it or sent the same form meanwhile: look again.

        The race is closed by UNIQUE (group, slot, version): two simultaneous ballots of a voter cannot both be the
        n-th, so one waits for the other and then comes after it (tests/races/test_one_current_ballot.py).
        """
        sealed = sealing.seal(bytes(self.group.public_key), opening)
        recipient = sealing.encrypt_recipient(self.key, self.voter.uuid)
        row = (uuid4(), self.group.pk, self.slot, version, opening.commitment, sealed, self.idempotency)
        with planned() as cursor:
            cursor.execute(_INSERT, [*row, self.channel, uuid4(), recipient])
            return bool(cursor.rowcount == 1)
