"""Adding to a vote's public ledger: the only place that writes its lines, and the acts that are logged as they happen.

Ballots are added by the sequencer (domain/sequencing.py), in batches sorted by commitment. What is no ballot is added at
once, in the transaction of the act itself: the void of a web ballot commits together with the mark of the person who
votes at a station, or neither does. The next head, at most a minute later, covers both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from budgeting.voting.domain.ruling import write_rules
from budgeting.voting.ledger import lines
from budgeting.voting.models import LedgerEntry, LedgerNode, VotingGroup
from budgeting.voting.refusals import NoLedger
from budgeting.voting.tiles import Tiles, complete_tiles
from civic.accounts.actors import System
from civic.audit.domain.recording import record
from civic.common import locks

Kind = LedgerEntry.Kind
ROWS = 2000


class VoidReason(models.TextChoices):
    """Why a logged ballot does not count."""

    IN_PERSON = "in_person", _("the voter voted at a polling place")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that has no place yet."""

    kind: str
    body: dict[str, Any]
    commitment: bytes | None = None


def ledger_lock(group_id: UUID) -> str:
    """The lock of whoever adds to the ledger: one at a time, so that it has no gaps and no forks."""
    return f"voting.ledger:{group_id}"


def append_void(group: VotingGroup, commitment: bytes, reason: VoidReason) -> LedgerEntry:
    """Log that the web ballot with this commitment does not count, because its voter voted in person.

    Called inside the transaction of the act. Once for a commitment (IntegrityError the second time). The count leaves
    the ballot out; whoever holds its receipt sees it at once.
    """
    return append(
        group, Draft(Kind.VOID, {"commitment": commitment.hex(), "reason": reason.value}, commitment)
    )


def append_paper_batch(group: VotingGroup, place: str, commitments: Sequence[bytes]) -> LedgerEntry:
    """Log a batch of paper ballots of one place (its public name), by the commitments of its slips.

    Called inside the transaction that closes the batch, before the count. The published paper ballots must be exactly
    the slips of all batches.
    """
    slips = sorted(one.hex() for one in commitments)
    return append(group, Draft(Kind.PAPER_BATCH, {"commitments": slips, "n": len(slips), "place": place}))


def append_taken_off(group: VotingGroup, envelope: str, project: str, ground: str) -> LedgerEntry:
    """Log that a project (its number, in the envelope of this key) stands on the ballot no more, while people vote.

    Called inside the transaction of the act, before the project leaves: a ledger that begins with it names the ballot as it
    was. A count without a project that no such line names is caught by whoever repeats it.
    """
    return append(group, Draft(Kind.TAKEN_OFF, {"envelope": envelope, "ground": ground, "project": project}))


def append_annul(group: VotingGroup, text: str) -> LedgerEntry:
    """Log that a court or the committee annulled the vote, in words. Nothing is taken out: the result's page says it."""
    record(System("ledger"), "voting.annulled", group, text=text)
    return append(group, Draft(Kind.ANNUL, {"text": text}))


def append(group: VotingGroup, draft: Draft) -> LedgerEntry:
    """Add one entry now. Takes the ledger's lock to the end of the caller's transaction. Raises NoLedger."""
    locks.exclude(ledger_lock(group.pk))
    return write(group, [draft])[-1]


def write(group: VotingGroup, drafts: Iterable[Draft]) -> list[LedgerEntry]:
    """Add entries in this order, the opening first where there is none yet. The caller holds the ledger's lock."""
    if group.log_key is None:
        raise NoLedger
    size = size_of(group)
    wanted = list(drafts)
    if not size:
        wanted.insert(0, Draft(Kind.OPEN, _opening(group)))
    entries = [_entry(group, place, draft) for place, draft in enumerate(wanted, size)]
    LedgerEntry.objects.bulk_create(entries, ROWS)
    _keep_tiles(group, size, size + len(entries))
    return entries


def size_of(group: VotingGroup) -> int:
    """How many entries the ledger has."""
    last = LedgerEntry.objects.filter(group=group).order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def _entry(group: VotingGroup, index: int, draft: Draft) -> LedgerEntry:
    return LedgerEntry(
        group=group,
        index=index,
        kind=draft.kind,
        body=draft.body,
        commitment=draft.commitment,
        leaf=lines.leaf(index, draft.kind, draft.body),
    )


def _opening(group: VotingGroup) -> dict[str, Any]:
    """The first line: what was fixed before the first ballot. The trustees where there are any, by the keys they keep."""
    trustees = [one.key_hex for one in group.cycle.trustees.order_by("place")]
    entrusted = {"trustees": trustees} if trustees else {}
    return entrusted | {
        "log_key": bytes(group.log_key or b"").hex(),
        "roll": bytes(group.roll_hash or b"").hex(),
        "roll_size": group.roll_size,
        "rules": write_rules(group),
        "sealing_key": bytes(group.public_key).hex(),
        "version": 1,
        "vote": str(group.pk),
    }


def _keep_tiles(group: VotingGroup, before: int, after: int) -> None:
    """Store the hashes of the subtrees that became complete."""
    tiles = Tiles(group)
    for level, index in complete_tiles(before, after):
        LedgerNode.objects.create(group=group, level=level, index=index, hash=tiles.folded(level, index))
