"""The ballots of a file as the box would have given them: committed to, in the order of their commitments."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from secrets import token_bytes

import numpy as np

from budgeting.counting import Election
from budgeting.voting import sealing
from budgeting.voting.domain.opened import OpenedRow

Progress = Callable[[str, int, int], None]
ENVELOPE = "main"
EVERY = 5000


def sealed_rows(election: Election, numbers: list[str], tell: Progress) -> Iterator[OpenedRow]:
    """The ballots in the order of their commitments, made twice rather than held: first to sort, then to write."""
    secret, total = token_bytes(32), len(election.ballots)
    prints = bytearray(32 * total)
    contents = Contents(election, numbers)
    for at in range(total):
        prints[32 * at : 32 * at + 32] = sealing.commitment(nonce_of(secret, at), contents[at])
    order = np.lexsort(np.frombuffer(prints, dtype=">u8").reshape(total, 4).T[::-1])
    for done, at in enumerate(order.tolist(), 1):
        commitment = bytes(prints[32 * at : 32 * at + 32])
        yield OpenedRow(commitment, nonce_of(secret, at), contents[at], channel="import")
        if done % EVERY == 0 or done == total:
            tell("ballots", done, total)


class Contents:
    """The canonical content of each ballot of a file, made when asked for."""

    def __init__(self, election: Election, numbers: list[str]) -> None:
        self.ballots, self.numbers = election.ballots, numbers
        self.ordered = election.vote_type == "ordinal"
        self.pointed = election.vote_type in ("cumulative", "scoring")

    def __getitem__(self, at: int) -> bytes:
        start, end = int(self.ballots.offsets[at]), int(self.ballots.offsets[at + 1])
        chosen = [self.numbers[member] for member in self.ballots.members[start:end].tolist()]
        if self.pointed and self.ballots.points is not None:
            points = self.ballots.points[start:end].tolist()
            return sealing.canonical({ENVELOPE: chosen}, "", {ENVELOPE: points})
        return sealing.canonical({ENVELOPE: chosen if self.ordered else sorted(chosen)}, "")


def nonce_of(secret: bytes, at: int) -> bytes:
    return sha256(secret + at.to_bytes(8, "big")).digest()
