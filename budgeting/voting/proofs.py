"""Questions to the public ledger: its head, where a ballot stands in it, and the proofs. Answered up to the last signed head."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.fields.json import KeyTextTransform

from budgeting.voting.ledger import lines, merkle
from budgeting.voting.models import LedgerEntry, TreeHead, VotingGroup
from budgeting.voting.tiles import Tiles

PAGE = 2000


def newest_head(group: VotingGroup) -> TreeHead | None:
    """The last signed head, None before the first."""
    return TreeHead.objects.filter(group=group).order_by("-size").first()


def head_data(head: TreeHead) -> dict[str, Any]:
    """A head as the machine address and sths.jsonl give it."""
    return {
        "at": lines.moment(head.at),
        "previous": bytes(head.previous).hex(),
        "root": bytes(head.root).hex(),
        "signature": base64.b64encode(bytes(head.signature)).decode(),
        "size": head.size,
        "vote": str(head.group_id),
    }


def head_lines(group: VotingGroup) -> Iterator[str]:
    """Every head, oldest first, a line each: sths.jsonl."""
    for head in TreeHead.objects.filter(group=group).order_by("size").iterator(PAGE):
        yield lines.canonical(head_data(head)).decode() + "\n"


def log_lines(group: VotingGroup, start: int, end: int) -> Iterator[str]:
    """The ledger's lines [start, end), read a page at a time by their place: log.jsonl."""
    while start < end:
        span = LedgerEntry.objects.filter(group=group, index__gte=start, index__lt=min(start + PAGE, end))
        for index, kind, body in span.order_by("index").values_list("index", "kind", "body"):
            yield lines.line(index, kind, body).decode() + "\n"
        start += PAGE


@dataclass(frozen=True)
class Proof:
    """That an entry is in the tree of a signed head."""

    entry: LedgerEntry
    head: TreeHead
    path: list[bytes]

    def data(self) -> dict[str, Any]:
        """As the machine address gives it."""
        entry = self.entry
        return {
            "index": entry.index,
            "line": lines.line(entry.index, entry.kind, entry.body).decode(),
            "leaf": bytes(entry.leaf).hex(),
            "path": [one.hex() for one in self.path],
            "size": self.head.size,
            "root": bytes(self.head.root).hex(),
        }


def ballot_entry(group: VotingGroup, commitment: bytes) -> LedgerEntry | None:
    """The ballot's line in the ledger."""
    return LedgerEntry.objects.filter(
        group=group, kind=LedgerEntry.Kind.BALLOT, commitment=commitment
    ).first()


def proof_of(entry: LedgerEntry, head: TreeHead) -> Proof | None:
    """The entry's proof under a head; None where the head was signed before the entry came."""
    if entry.index >= head.size:
        return None
    return Proof(entry, head, merkle.inclusion_proof(entry.index, head.size, Tiles(entry.group).node))


def consistency(group: VotingGroup, first: int, second: int) -> list[bytes]:
    """That the tree of ``first`` entries is the beginning of that of ``second``. Raises IndexError."""
    head = newest_head(group)
    if head is None or second > head.size:
        raise IndexError(second)
    return merkle.consistency_proof(first, second, Tiles(group).node)


def is_void(group: VotingGroup, commitment: bytes) -> bool:
    """Was the ballot voided, because its voter voted in person?"""
    return LedgerEntry.objects.filter(group=group, kind=LedgerEntry.Kind.VOID, commitment=commitment).exists()


def is_replaced(group: VotingGroup, commitment: bytes) -> bool:
    """Does a later ballot in the ledger replace this one?"""
    replaced = Q(body__has_key="replaces", body__replaces=commitment.hex())
    return LedgerEntry.objects.filter(replaced, group=group, kind=LedgerEntry.Kind.BALLOT).exists()


def annulments() -> ArraySubquery:
    """For a query of what has a ``cycle``: the decisions, in words, by which a court or the committee annulled its vote."""
    rows = LedgerEntry.objects.filter(group__cycle=OuterRef("cycle"), kind=LedgerEntry.Kind.ANNUL)
    return ArraySubquery(rows.order_by("index").values(text=KeyTextTransform("text", "body")))


def acts(group: VotingGroup) -> Any:
    """The lines that are no ballots, newest first."""
    return LedgerEntry.objects.filter(group=group).exclude(kind=LedgerEntry.Kind.BALLOT).order_by("-index")
