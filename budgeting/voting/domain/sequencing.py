"""The sequencer: from the box to the public ledger, in batches sorted by commitment, each under a signed head.

One leader at a time, by the ledger's lock; a second one goes home. A batch is ten ballots or more, or whatever waits at the
first run of a ten-minute window and at the close. Within a batch the order of commitments stands in for the order of
casting, which nobody learns. A sequencer that dies leaves the ledger as it was: its transaction is all or nothing.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.core.cache import cache
from django.db import connection, transaction

from budgeting.voting import keeping, keys
from budgeting.voting.domain.ledgering import Draft, Kind, ledger_lock, size_of, write
from budgeting.voting.ledger import lines, merkle
from budgeting.voting.models import SealedBallot, TreeHead, VotingGroup
from budgeting.voting.promising import WINDOW, window_end
from budgeting.voting.queries import voting_phase
from budgeting.voting.tiles import Tiles
from civic.common import locks

SMALLEST_BATCH = 10
LARGEST_BATCH = 20_000

#: Ballots in the box that are not in the ledger yet, each with the one that it replaces.
_PENDING = """
SELECT b.commitment, p.commitment
FROM voting_sealedballot b
LEFT JOIN voting_sealedballot p ON p.group_id = b.group_id AND p.slot = b.slot AND p.version = b.version - 1
WHERE b.group_id = %(group)s AND NOT EXISTS (
    SELECT 1 FROM voting_ledgerentry e WHERE e.commitment = b.commitment AND e.kind = 'ballot')
ORDER BY b.commitment
LIMIT %(limit)s
"""


def sequence_due(at: datetime) -> None:
    """Bring every open vote's ledger up to date; safe to run at any time and any number of times."""
    groups = VotingGroup.objects.filter(
        roll_fixed_at__isnull=False, log_key__isnull=False, published_at__isnull=True
    )
    for group in groups.select_related("cycle__process"):
        phase = voting_phase(group.cycle)
        if phase is None or at < phase.opens_at:
            continue
        window = f"voting.window.{group.pk}.{window_end(at):%d%H%M}"
        sequence(group, at, everything=cache.add(window, 1, 2 * WINDOW.total_seconds()))


def sequence(group: VotingGroup, at: datetime, *, everything: bool = False) -> int:
    """Add what waits, if it is a batch, and sign the head; gives how many ballots were added. Raises KeyMissing.

    0 at once where another sequencer is at work.
    """
    added = 0
    while True:
        with transaction.atomic():
            if not locks.attempt(ledger_lock(group.pk)):
                return added
            drafts = list(_pending(group, LARGEST_BATCH))
            if len(drafts) < SMALLEST_BATCH and not everything:
                drafts = []
            if drafts or not size_of(group):
                write(group, drafts)
            sign_head(group, at)
        added += len(drafts)
        if len(drafts) < LARGEST_BATCH:
            return added


def close_ledger(group: VotingGroup, at: datetime) -> None:
    """Add every ballot that still waits, then the close, and sign. Called by the closer, alone with the box."""
    locks.exclude(ledger_lock(group.pk))
    while drafts := list(_pending(group, LARGEST_BATCH)):
        write(group, drafts)
    ballots = group.ledger.filter(kind=Kind.BALLOT).count()
    voters = SealedBallot.objects.filter(group=group).values("slot").distinct().count()
    write(group, [Draft(Kind.CLOSE, {"ballots": ballots, "voters": voters})])
    sign_head(group, at)


def log_result(group: VotingGroup, digest: str, at: datetime) -> None:
    """Add the hash of result.json and sign. Called inside the publication's transaction."""
    locks.exclude(ledger_lock(group.pk))
    write(group, [Draft(Kind.RESULT, {"result": digest})])
    sign_head(group, at)


def sign_head(group: VotingGroup, at: datetime) -> TreeHead | None:
    """Sign the ledger as it is; the head before it where nothing was added. The caller holds the ledger's lock."""
    size = size_of(group)
    last = TreeHead.objects.filter(group=group).order_by("-size").first()
    if last is None or last.size < size:
        last = _sign(group, size, last, at.replace(microsecond=0))
    transaction.on_commit(partial(keeping.keep, last))
    return last


def _sign(group: VotingGroup, size: int, last: TreeHead | None, at: datetime) -> TreeHead:
    root = merkle.root(size, Tiles(group).node)
    previous = digest_of(last) if last is not None else bytes(32)
    text = lines.head_text(group.pk, size, root, previous, at)
    signature = lines.sign(keys.log_key(group.pk), text)
    return TreeHead.objects.create(
        group=group, size=size, root=root, previous=previous, at=at, signature=signature
    )


def digest_of(head: TreeHead) -> bytes:
    """What the next head names as the one before it."""
    return lines.digest(
        lines.head_text(head.group_id, head.size, bytes(head.root), bytes(head.previous), head.at)
    )


def _pending(group: VotingGroup, limit: int) -> Iterator[Draft]:
    with connection.cursor() as cursor:
        cursor.execute(_PENDING, {"group": group.pk, "limit": limit})
        for commitment, replaced in cursor.fetchall():
            body = {"commitment": bytes(commitment).hex()}
            if replaced is not None:
                body["replaces"] = bytes(replaced).hex()
            yield Draft(Kind.BALLOT, body, bytes(commitment))
