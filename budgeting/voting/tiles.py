"""The ledger's tree out of the database: a node asks for one tile of at most 256 hashes, however long the ledger is."""

from collections.abc import Iterator

from budgeting.voting.ledger.merkle import fold
from budgeting.voting.models import LedgerEntry, LedgerNode, VotingGroup

BITS = 8
TILE = 1 << BITS


class Tiles:
    """``node(level, index)`` of one vote's tree, as budgeting.voting.ledger.merkle asks for it. Keeps the tiles it has read."""

    def __init__(self, group: VotingGroup) -> None:
        self.group = group
        self.read: dict[tuple[int, int], list[bytes]] = {}

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree. Raises IndexError where the ledger is shorter."""
        stored = self._stored(level)
        height = level - stored
        first = index << height
        tile = self._tile(stored, first >> BITS)
        hashes = tile[first % TILE : first % TILE + (1 << height)]
        if len(hashes) != 1 << height:
            raise IndexError((level, index))
        return fold(hashes)

    def _stored(self, level: int) -> int:
        """The level from whose stored hashes a node is folded: a whole tile of the level below, before it is stored itself."""
        return level - level % BITS

    def _tile(self, level: int, index: int) -> list[bytes]:
        key = (level, index)
        if key not in self.read:
            self.read[key] = list(self._rows(level, index * TILE))
        return self.read[key]

    def _rows(self, level: int, first: int) -> Iterator[bytes]:
        span = {"group": self.group, "index__gte": first, "index__lt": first + TILE}
        if level:
            nodes = LedgerNode.objects.filter(level=level, **span).order_by("index")
            yield from (bytes(one) for one in nodes.values_list("hash", flat=True))
        else:
            entries = LedgerEntry.objects.filter(**span).order_by("index")
            yield from (bytes(one) for one in entries.values_list("leaf", flat=True))

    def folded(self, level: int, index: int) -> bytes:
        """The hash of a subtree of a level that is stored, from the tile below it."""
        tile = self._tile(level - BITS, index)
        if len(tile) != TILE:
            raise IndexError((level, index))
        return fold(tile)


def complete_tiles(before: int, after: int) -> Iterator[tuple[int, int]]:
    """(level, index) of the stored subtrees that became complete when the tree grew from ``before`` to ``after``, small first."""
    level = BITS
    while after >> level:
        for index in range(before >> level, after >> level):
            yield level, index
        level += BITS
