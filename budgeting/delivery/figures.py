"""How many said what, without telling of any one person. Pure."""

from dataclasses import dataclass

SMALLEST = 10
"""Fewer answers, or fewer of one kind, are not told."""


@dataclass(frozen=True)
class Told:
    """What is told: ``answers`` in all and ``by`` kind; None where it is left out. ``enough``: there are ten or more."""

    enough: bool
    answers: int | None
    by: dict[str, int | None]


def told(counts: dict[str, int], smallest: int = SMALLEST) -> Told:
    """Below ``smallest`` answers nothing; then each kind that has as many.

    Where a kind is left out the sum is left out too, or the one could be found from the other.
    """
    total = sum(counts.values())
    if total < smallest:
        return Told(False, None, dict.fromkeys(counts))
    by = {kind: n if n >= smallest else None for kind, n in counts.items()}
    return Told(True, None if None in by.values() else total, by)
