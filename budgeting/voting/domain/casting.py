"""Casting a ballot: the one way in, for the web page, the API and every later door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, QuerySet, Subquery

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, keeping, keys, queries, receipts, sealing
from budgeting.voting.ballots import paper
from budgeting.voting.models import SealedBallot, TreeHead, VotingGroup, VotingNotice
from budgeting.voting.promising import Promise, promise
from budgeting.voting.refusals import AlreadyCast, IdempotencyConflict
from budgeting.voting.sealing import Choices, Opening, Points
from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.common import locks
from civic.common.clock import database_now
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


def cast_ballot(
    actor: Actor, cycle: Cycle, choices: Choices, form: UUID, points: Points | None = None
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
        fresh = _with_tree_size(group).select_related("process", "voting", "rules").get(pk=cycle.pk)
        at = database_now()
        actions.cast_ballot.require(actor, cycle=fresh, at=at)
        voter = person(actor)
        if voter is None or group is None:
            raise NotAllowed  # the action has said so before; this tells the type checker
        if behind := keeping.gap(kept, fresh.tree_size):
            raise behind
        return _Casting(group, fresh, voter, form, at).cast(choices, points)


def _enter(cycle: Cycle) -> VotingGroup | None:
    """Share the box's lock with the other casters, before anything is read that the closer may change."""
    group = VotingGroup.objects.filter(cycle=cycle).first()
    if group is not None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")  # an acknowledged ballot is on the disk
        locks.share(box_lock(group.pk))
    return group


def _with_tree_size(group: VotingGroup | None) -> QuerySet[Any]:
    """Cycles with the size of the group's newest head, asked in the same query."""
    heads = TreeHead.objects.filter(group=group).order_by("-size").values("size")[:1]
    return Cycle.objects.annotate(tree_size=Subquery(heads))


class _Casting:
    """One ballot on its way into the box."""

    def __init__(self, group: VotingGroup, cycle: Cycle, voter: User, form: UUID, at: datetime) -> None:
        self.group, self.cycle, self.voter = group, cycle, voter
        self.key = keys.hmac_key(group.pk)
        self.slot = sealing.slot(self.key, group.pk, voter.uuid)
        self.nonce = sealing.nonce(self.key, self.slot, form)
        self.idempotency = sealing.idempotency(self.key, self.slot, form)
        self.at = at

    def cast(self, choices: Choices, points: Points | None) -> Receipt:
        opening = Opening(self.nonce, self._content(choices, points))
        for _attempt in range(ATTEMPTS):
            known = self._known(opening)
            if known is not None:
                return known
            if self._insert(opening):
                self._leave_notice()
                return self._receipt(opening, repeated=False)
        raise AlreadyCast  # a hundred other forms of one voter came first within one transaction

    def _content(self, choices: Choices, points: Points | None) -> bytes:
        entry = queries.roll_entry(self.group, self.voter)
        mine = paper(self.cycle, entry.area_code if entry else None, bare=True)
        no = next(mine.refusals(choices, points), None)
        if no is not None:
            raise no
        whole, beside = mine.complete(choices, points)
        return sealing.canonical(whole, mine.scope, beside)

    def _known(self, opening: Opening) -> Receipt | None:
        """The receipt of this very form, when it was received before."""
        earlier = SealedBallot.objects.filter(group=self.group, idempotency=self.idempotency).first()
        if earlier is None:
            return None
        if bytes(earlier.commitment) != opening.commitment:
            raise IdempotencyConflict
        return self._receipt(opening, repeated=True)

    def _receipt(self, opening: Opening, *, repeated: bool) -> Receipt:
        return Receipt(opening.commitment, repeated, promise(self.group, opening.commitment, self.at))

    def _insert(self, opening: Opening) -> bool:
        """Add the next version. False when somebody else added one or sent the same form meanwhile: look again.

        The race is closed by UNIQUE (group, slot, version): two simultaneous ballots of a voter cannot both be the
        n-th, so one waits for the other and then comes after it (tests/races/test_one_current_ballot.py).
        """
        version = self._next_version()
        if version > 1 and not self.cycle.rules.change_until_close:
            raise AlreadyCast
        try:
            with transaction.atomic():
                SealedBallot.objects.create(
                    group=self.group,
                    slot=self.slot,
                    version=version,
                    commitment=opening.commitment,
                    sealed=sealing.seal(bytes(self.group.public_key), opening),
                    idempotency=self.idempotency,
                )
        except IntegrityError:
            return False
        return True

    def _next_version(self) -> int:
        found = SealedBallot.objects.filter(group=self.group, slot=self.slot).aggregate(last=Max("version"))
        return 1 + (found["last"] or 0)

    def _leave_notice(self) -> None:
        recipient = sealing.encrypt_recipient(self.key, self.voter.uuid)
        VotingNotice.objects.create(group=self.group, recipient=recipient)
