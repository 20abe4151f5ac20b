"""The Merkle tree of RFC 6962: roots, inclusion proofs, consistency proofs, and how anybody checks them.

SHA-256 with the prefix 0x00 for leaves and 0x01 for nodes, so that no node can pass for a leaf. A tree is asked through
``node(level, index)``: the hash of the complete subtree over the 2**level leaves that begin at index * 2**level. Where
these hashes come from (a list, a table) is the caller's matter; a proof asks for at most two a level.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]
EMPTY = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The hash of a complete subtree from the hashes of its 2**n equal parts."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def tree_of(leaves: Sequence[bytes]) -> Node:
    """``node`` over a list of leaf hashes; computes anew at every call."""
    return lambda level, index: fold(leaves[index << level : (index + 1) << level])


def root(size: int, node: Node) -> bytes:
    """The root of the tree of the first ``size`` leaves."""
    return _span(0, size, node) if size else EMPTY


class Frontier:
    """The roots of one tree as it grows leaf by leaf: the complete subtrees at its right edge, largest first."""

    def __init__(self) -> None:
        self.size = 0
        self.edge: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the hash of one more entry."""
        self.edge.append(leaf)
        self.size += 1
        pairs = self.size
        while pairs % 2 == 0:
            right, left = self.edge.pop(), self.edge.pop()
            self.edge.append(node_hash(left, right))
            pairs //= 2

    def root(self) -> bytes:
        """The root of the tree of all leaves so far."""
        if not self.edge:
            return EMPTY
        found = self.edge[-1]
        for one in reversed(self.edge[:-1]):
            found = node_hash(one, found)
        return found


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """The audit path of leaf ``index`` in the tree of ``size`` leaves (RFC 6962, 2.1.1). Raises IndexError."""
    if not 0 <= index < size:
        raise IndexError(index)
    start, end, path = 0, size, list[bytes]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_span(middle, end, node))
            end = middle
        else:
            path.append(_span(start, middle, node))
            start = middle
    return path[::-1]


def consistency_proof(first: int, second: int, node: Node) -> list[bytes]:
    """Proves that the tree of ``first`` leaves is the beginning of the one of ``second`` (RFC 6962, 2.1.2). Raises IndexError."""
    if not 0 < first <= second:
        raise IndexError(first)
    return _subproof(first, 0, second, node, whole=True)


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Does the path lead from the leaf to the root? (RFC 9162, 2.1.3.2)"""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(one, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == expected


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Is the first tree the beginning of the second? (RFC 9162, 2.1.4.2)"""
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and first_root == second_root
    given = [first_root, *path] if first & (first - 1) == 0 else list(path)
    if not given:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = given[0]
    for one in given[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(one, old), node_hash(one, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, one)
        at, last = at >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _split(size: int) -> int:
    """The largest power of two below ``size`` (at least 2)."""
    return 1 << (size - 1).bit_length() - 1


def _span(start: int, end: int, node: Node) -> bytes:
    """The hash over the leaves [start, end), where start is what a subtree of that size may begin at."""
    parts = list(_complete(start, end, node))
    found = parts.pop()
    while parts:
        found = node_hash(parts.pop(), found)
    return found


def _complete(start: int, end: int, node: Node) -> Iterator[bytes]:
    """The complete subtrees that make up [start, end), largest first."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield node(level, start >> level)
        start += 1 << level


def _subproof(first: int, start: int, end: int, node: Node, *, whole: bool) -> list[bytes]:
    if first == end - start:
        return [] if whole else [_span(start, end, node)]
    middle = _split(end - start)
    if first <= middle:
        rest = _subproof(first, start, start + middle, node, whole=whole)
        return [*rest, _span(start + middle, end, node)]
    rest = _subproof(first - middle, start + middle, end, node, whole=False)
    return [*rest, _span(start, start + middle, node)]
