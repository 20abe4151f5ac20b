"""The last head of each ledger, kept as a file beside the keys: outside the database, so that an old backup is noticed.

The sequencer writes it after its transaction is on the disk, so the file is never ahead of a healthy database. Whoever
casts compares: a database that knows less than what was signed and kept takes no ballots (docs/operations.md).
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from budgeting.voting.ledger.lines import moment
from budgeting.voting.models import TreeHead
from budgeting.voting.refusals import LedgerBehind


@dataclass(frozen=True)
class Kept:
    """A head as it was kept."""

    size: int
    root: str


def path_of(group: UUID) -> Path:
    """Where a vote's last head is kept."""
    return Path(settings.BALLOT_KEY_DIR) / f"{group}.head"


def keep(head: TreeHead) -> None:
    """Keep a head. One that is shorter than what is kept is not: then the database is the older of the two."""
    known = kept(head.group_id)
    if known is not None and known.size >= head.size:
        return
    path = path_of(head.group_id)
    fresh = path.with_suffix(f".head-{os.getpid()}")
    text = json.dumps({"at": moment(head.at), "root": bytes(head.root).hex(), "size": head.size})
    with fresh.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def kept(group: UUID) -> Kept | None:
    """The head that is kept, None where there is none."""
    try:
        found = json.loads(path_of(group).read_text())
    except FileNotFoundError:
        return None
    return Kept(int(found["size"]), str(found["root"]))


def gap(known: Kept | None, size: int | None) -> LedgerBehind | None:
    """The refusal where a database whose newest head has this size (None: no head) knows less than was kept."""
    if known is None or known.size <= (size or 0):
        return None
    return LedgerBehind(found=size or 0, kept=known.size, gap=known.size - (size or 0))
