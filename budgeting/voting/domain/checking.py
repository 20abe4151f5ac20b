"""Checking a ledger from its first line, as the database has it: what an auditor with access to it would do."""

from collections.abc import Iterator

from budgeting.voting import keeping
from budgeting.voting.domain.sequencing import digest_of
from budgeting.voting.ledger import lines, merkle
from budgeting.voting.models import LedgerEntry, TreeHead, VotingGroup
from budgeting.voting.tiles import Tiles


def troubles_of(group: VotingGroup) -> Iterator[str]:
    """Every thing that does not fit, in words; nothing where all is well."""
    leaves: list[bytes] = []
    rows = LedgerEntry.objects.filter(group=group).order_by("index")
    for place, (index, kind, body, leaf) in enumerate(
        rows.values_list("index", "kind", "body", "leaf").iterator(2000)
    ):
        leaves.append(lines.leaf(index, kind, body))
        if index != place:
            yield f"entry {place} is missing"
            return
        if leaves[-1] != bytes(leaf):
            yield f"entry {index} was changed"
    yield from _heads(group, leaves)
    if behind := keeping.gap(keeping.kept(group.pk), len(leaves)):
        yield str(behind)


def _heads(group: VotingGroup, leaves: list[bytes]) -> Iterator[str]:
    previous, grown, tiles = bytes(32), merkle.Frontier(), Tiles(group)
    known = keeping.kept(group.pk)
    for head in TreeHead.objects.filter(group=group).order_by("size").iterator(2000):
        for leaf in leaves[grown.size : head.size]:
            grown.append(leaf)
        if head.size != grown.size or grown.root() != bytes(head.root):
            yield f"the head of {head.size} entries is not of this ledger"
        if head.size <= len(leaves) and merkle.root(head.size, tiles.node) != bytes(head.root):
            yield f"the stored nodes do not lead to the head of {head.size} entries"
        if bytes(head.previous) != previous:
            yield f"the head of {head.size} entries does not follow the one before it"
        previous = digest_of(head)
        text = lines.head_text(group.pk, head.size, bytes(head.root), bytes(head.previous), head.at)
        if not lines.is_signed(bytes(group.log_key or b""), text, bytes(head.signature)):
            yield f"the head of {head.size} entries is not signed with the vote's key"
        if known is not None and known.size == head.size and known.root != bytes(head.root).hex():
            yield f"another head of {head.size} entries was signed and kept"
