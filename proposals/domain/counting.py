"""The counter of supports. It is moved by whoever has the row at once; nobody waits for it. See docs/decisions/0195.

Who finds the row taken writes the movement down beside it (`Uncounted`) and goes. The next one who has the row takes in
everything that lies there: another supporter, a task a second later, or the sweep if that task was lost.
"""

from datetime import datetime
from functools import partial

from django.core.cache import cache
from django.db import connection, transaction
from redis.exceptions import RedisError

from civic.common.waking import wake
from proposals.domain import holding
from proposals.domain.reaching import follow_up
from proposals.models import Proposal, Uncounted

BATCH = 200
SOON = 1  # seconds until the task runs; within them nobody else asks for one

TAKE_IN = """
WITH taken AS (DELETE FROM proposals_uncounted WHERE proposal_id = %(pk)s RETURNING "by")
UPDATE proposals_proposal
SET support_count = support_count + %(by)s + (SELECT coalesce(sum("by"), 0) FROM taken)
WHERE id = %(pk)s RETURNING support_count
"""


def move(proposal: Proposal, by: int, *, at: datetime) -> Proposal | None:
    """Move the counter by one and do what follows, if nobody has the row; None where it was left to whoever has it."""
    held = holding.rows_beside(skip=True).filter(pk=proposal.pk).first()
    if held is None:
        Uncounted.objects.create(proposal=proposal, by=by)
        transaction.on_commit(partial(_fold_soon, proposal.pk))
        return None
    return settle(held, by, at=at)


def settle(held: Proposal, by: int = 0, *, at: datetime) -> Proposal:
    """Bring the counter up to date and do what it leads to; gives the proposal as it is then.

    The caller holds the row. ``by`` is what the caller itself has added or taken away.
    """
    take_in(held, by)
    return follow_up(held, at=at)


def take_in(held: Proposal, by: int = 0) -> None:
    """Move the counter by ``by`` and by all that lies uncounted. The caller holds the row, and deleted supports before."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_IN, {"pk": held.pk, "by": by})
        [held.support_count] = cursor.fetchone()


@transaction.atomic
def fold(pk: int, *, at: datetime) -> bool:
    """Take in what lies uncounted of one proposal; False where nothing did. Safe at any time, any number of times."""
    if not Uncounted.objects.filter(proposal=pk).exists():
        return False
    settle(holding.beside(pk), at=at)
    return True


def fold_all(*, at: datetime) -> int:
    """Take in what the tasks have left lying; gives of how many proposals."""
    done, after = 0, 0
    waiting = Uncounted.objects.order_by("proposal_id").values_list("proposal_id", flat=True).distinct()
    while batch := list(waiting.filter(proposal_id__gt=after)[:BATCH]):
        done += sum(fold(pk, at=at) for pk in batch)
        after = batch[-1]
    return done


def _fold_soon(pk: int) -> None:
    """Ask for one task a second. Without a broker or a cache the sweep finds what lies there."""
    try:
        asked = cache.add(f"proposals.fold:{pk}", 1, timeout=SOON)
    except RedisError:
        return
    if asked:
        wake("proposals.tasks.fold_supports", pk, countdown=SOON)
