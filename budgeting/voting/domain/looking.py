"""What a cast asks of the database: one trip, which takes the locks and then looks.

The trip holds two statements. READ COMMITTED gives each its own view of the data, so what the second one reads is what
stood after the locks were granted; in one statement it would be what stood before it began to wait. PostgreSQL plans both
once for a connection: planning this question takes it fifteen times as long as answering it. The cycle with its
process, phases, rules and group is read again only when one of those rows has another version (``ctid`` and ``xmin``, which
every UPDATE changes): a version that is known is the very row that was read before.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from budgeting.cycles.models import Cycle
from budgeting.voting.models import RollEntry, VotingGroup
from civic.accounts.models import User
from civic.common import locks
from civic.common.planned import one_trip, planned

KNOWN = 8  # cycles whose rows a process keeps; one vote is open at a time, as a rule

_LOOK = """
SELECT clock_timestamp(),
    concat_ws(' ', c.ctid, c.xmin, p.ctid, p.xmin, g.ctid, g.xmin, r.ctid, r.xmin,
        (SELECT string_agg(h.ctid || ' ' || h.xmin, ' ' ORDER BY h.id) FROM processes_phase h WHERE h.process_id = p.id)),
    (SELECT max(size) FROM voting_treehead WHERE group_id = g.id),
    (SELECT area_code FROM voting_rollentry WHERE group_id = g.id AND resident = %(person)s),
    (SELECT name FROM voting_classmember WHERE group_id = g.id AND resident = %(person)s AND apart),
    EXISTS (SELECT FROM voting_inpersonmark WHERE group_id = g.id AND slot = %(slot)s),
    ARRAY(SELECT idempotency FROM voting_sealedballot WHERE group_id = g.id AND slot = %(slot)s ORDER BY version),
    ARRAY(SELECT commitment FROM voting_sealedballot WHERE group_id = g.id AND slot = %(slot)s ORDER BY version)
FROM cycles_cycle c
    JOIN processes_process p ON p.id = c.process_id
    LEFT JOIN voting_votinggroup g ON g.cycle_id = c.id
    LEFT JOIN cycles_ruleset r ON r.cycle_id = c.id
WHERE c.id = %(cycle)s
"""

_known: dict[int, tuple[str, Cycle]] = {}


@dataclass(frozen=True)
class Look:
    """How things stand under the locks.

    ``at`` is the database's clock, ``tree_size`` the size of the group's newest head, ``area`` the voter's district by the
    roll (None: not on it), ``class_name`` the class that they count in apart, ``marked`` whether they voted on paper,
    ``earlier`` the commitments of their slot by the form they came with, the oldest version first.
    """

    cycle: Cycle
    at: datetime
    tree_size: int | None
    area: str | None
    class_name: str | None
    marked: bool
    earlier: dict[bytes, bytes]


def look(cycle: int, voter: User | None, slot: bytes | None, names: Sequence[str]) -> Look:
    """Share the named locks, in this order, then look. Inside a transaction; what that writes is on the disk when acknowledged.

    ``cycle`` is the cycle's key. ``slot`` None (no key, no voter): nothing is looked up in the box.
    """
    given = {"cycle": cycle, "person": voter.uuid if voter else None, "slot": slot}
    with planned() as holds, planned() as asks, one_trip():
        holds.execute(*locks.sharing(*names, durable=True))
        asks.execute(_LOOK, given)
        at, version, size, area, name, marked, forms, seals = asks.fetchone()
    fresh = _of_version(cycle, version)
    found = Look(
        fresh, at, size, area, name, marked,
        {bytes(form): bytes(seal) for form, seal in zip(forms, seals, strict=True)},
    )  # fmt: skip
    if voter is not None and slot is not None:
        _remember(fresh.voting, voter, found)
    return found


def _of_version(pk: int, version: str) -> Cycle:
    """The cycle with its process, phases, rules and group, a copy of one's own; read when the version is not known.

    What is read here is at least as new as the version it is kept under: were it newer, that version never comes again.
    """
    known, cycle = _known.get(pk, ("", None))
    if cycle is None or known != version:
        rows = Cycle.objects.select_related("process", "voting", "rules").prefetch_related("process__phases")
        cycle = rows.get(pk=pk)
        if len(_known) >= KNOWN:
            _known.clear()
        _known[pk] = (version, cycle)
    return _own(cycle)


def _own(cycle: Cycle) -> Cycle:
    """A copy whose group keeps notes of this cast alone."""
    mine = copy.copy(cycle)
    group: VotingGroup | None = mine._state.fields_cache.get("voting")
    if group is not None:
        mine._state.fields_cache["voting"] = copy.copy(group)
    return mine


def _remember(group: VotingGroup, voter: User, found: Look) -> None:
    """The rule of casting asks the queries; what was looked up under the locks they need not ask again."""
    entry = None
    if found.area is not None:
        entry = RollEntry(group=group, resident=voter.uuid, area_code=found.area)
    notes: dict[str, Any] = {
        "_roll_entries": {voter.uuid: entry},
        "_marked": {voter.uuid: found.marked},
        "_times_cast": {voter.uuid: len(found.earlier)},
    }
    group.__dict__.update(notes)
