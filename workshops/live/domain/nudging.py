"""Having a room's groups reckoned soon after an answer: once for all answers of some seconds.

The first answer puts a mark into the cache and calls the worker; the others find the mark. The worker takes the mark
away before it reads: an answer that it does not see finds no mark and calls it again. If the broker or the cache is away,
a sweep finds the room within a minute or two (`domain.grouping.regroup_lost`).
"""

import logging
from functools import partial

from django.core.cache import cache
from django.db import transaction
from redis.exceptions import RedisError

from civic.common.waking import wake

PAUSE = 10  # seconds between an answer and the reckoning that has it
VOTES_A_SECOND = 2000  # a larger room waits a second longer for each so many votes: it costs more to reckon
MARKED_FOR = 300  # seconds after which a mark whose worker died is forgotten
log = logging.getLogger(__name__)


def _mark(room_id: int) -> str:
    return f"live.groups.asked.{room_id}"


def _pause(room_id: int) -> str:
    return f"live.groups.pause.{room_id}"


def regroup_soon(room_id: int, *, at_once: bool = False) -> None:
    """Have the groups of this room reckoned when this transaction is through; ``at_once`` without the pause."""
    transaction.on_commit(partial(_call, room_id, at_once))


def _call(room_id: int, at_once: bool) -> None:
    try:
        if not cache.add(_mark(room_id), 1, MARKED_FOR) and not at_once:
            return
        pause = 0 if at_once else cache.get(_pause(room_id), PAUSE)
    except RedisError as fault:
        log.warning("groups of room %s wait for the sweep: %s", room_id, fault)
        return
    wake("workshops.live.tasks.regroup_room", room_id, countdown=pause)


def taken(room_id: int) -> None:
    """The worker is about to read: whoever answers from now on calls again."""
    cache.delete(_mark(room_id))


def rest(room_id: int, votes: int) -> None:
    """Before the next reckoning of a room with so many votes this pause is made."""
    cache.set(_pause(room_id), PAUSE + votes // VOTES_A_SECOND, 86_400)
