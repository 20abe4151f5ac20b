"""The two directions in which people differ most, and where each person stands on them."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from workshops.groups.votes import Votes

ROWS_AT_ONCE = 4096


def places(votes: Votes) -> NDArray[np.float64]:
    """Where each voter stands on the first two principal components, shape (voters, 2).

    A vote not cast stands at its statement's mean. Who cast few votes would therefore stand near the middle whatever
    they think; as Polis does, their place is moved out by sqrt(statements / votes cast).
    """
    deviations = votes.deviations()
    axes = _axes(_scatter(votes, deviations))
    weighted = deviations[:, None] * axes[votes.statement]
    placed = np.stack(
        [
            np.bincount(votes.voter, weights=weighted[:, axis], minlength=len(votes.voters))
            for axis in range(axes.shape[1])
        ],
        axis=1,
    )
    spread: NDArray[np.float64] = (
        placed.astype(np.float64) * np.sqrt(len(votes.statements) / votes.cast)[:, None]
    )
    return spread


def extremities(votes: Votes) -> NDArray[np.float64]:
    """How far each statement stands from the middle, shape (statements,): the place of somebody who disagreed with it
    and answered nothing else. Polis calls it the extremity of a comment."""
    axes = _axes(_scatter(votes, votes.deviations()))
    seen = np.bincount(votes.statement, minlength=len(votes.statements))
    total = np.bincount(votes.statement, weights=votes.value, minlength=len(votes.statements))
    alone = np.abs(-1 - total / np.maximum(seen, 1)) * np.sqrt(len(votes.statements))
    far: NDArray[np.float64] = alone * np.hypot(axes[:, 0], axes[:, 1])
    return far


def _scatter(votes: Votes, deviations: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scatter matrix of the statements, shape (statements, statements), summed over blocks of voters."""
    size = len(votes.statements)
    total = np.zeros((size, size))
    edges: list[int] = list(range(0, len(votes.voters) + ROWS_AT_ONCE, ROWS_AT_ONCE))
    for first, (begin, end) in zip(edges, pairwise(np.searchsorted(votes.voter, edges)), strict=False):
        block = np.zeros((ROWS_AT_ONCE, size))
        rows = votes.voter[begin:end] - first
        block[rows, votes.statement[begin:end]] = deviations[begin:end]
        total += block.T @ block
    return total


def _axes(scatter: NDArray[np.float64]) -> NDArray[np.float64]:
    """Eigenvectors of the two largest eigenvalues, shape (statements, 2).

    An eigenvector may point either way: its largest part (the first of equals) is made positive.
    """
    _values, vectors = np.linalg.eigh(scatter)
    axes = vectors[:, ::-1][:, :2]
    if axes.shape[1] < 2:  # one statement only: people differ in one direction
        axes = np.hstack([axes, np.zeros((len(axes), 1))])
    largest = np.abs(axes).argmax(axis=0)
    signs = np.where(axes[largest, np.arange(2)] < 0, -1.0, 1.0)
    turned: NDArray[np.float64] = axes * signs
    return turned
