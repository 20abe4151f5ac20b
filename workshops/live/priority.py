"""Which statement a participant is asked next. Plain arithmetic: counts in, weights out.

The weight is Polis's: ``math/src/polismath/math/conversation.clj`` (`importance-metric`, `priority-metric`) of
https://github.com/compdemocracy/polis. With A agreeing, P passing and S answers in all, and E, how far the statement
stands from the middle of all opinions:

    importance = (1 - (P + 1) / (S + 2)) * (E + 1) * (A + 1) / (S + 2)
    weight     = (importance * (1 + 8 * 2 ** (-S / 5))) ** 2

New statements come up often (the factor falls from 9 to 1 within some twenty answers), later those that many agree
with, few pass, and that tell opinions apart. Polis then draws by weight. So do we, with one difference: the lot of a
participant for a statement is fixed (a hash), so that reading the page again shows the same statement.
"""

from collections.abc import Iterable
from hashlib import sha256


def weight(agree: int, unsure: int, seen: int, extremity: float = 0.0) -> float:
    """The weight of a statement with so many answers; always above nothing. ``extremity`` is 0 or more."""
    passing, agreeing = (unsure + 1) / (seen + 2), (agree + 1) / (seen + 2)
    importance = (1 - passing) * (extremity + 1) * agreeing
    return float((importance * (1 + 8 * 2 ** (-seen / 5))) ** 2)


def lot(who: str, statement: int) -> float:
    """This participant's fixed lot for this statement: evenly spread between 0 and 1, both excluded."""
    drawn = int.from_bytes(sha256(f"{who}:{statement}".encode()).digest()[:8], "big")
    return (drawn + 0.5) / 2**64


def chosen(who: str, statements: Iterable[int], weights: dict[int, float]) -> int | None:
    """One of the statements, drawn by weight; None of none. A statement without a weight counts as a new one.

    Drawing the largest of lot ** (1 / weight) takes each with a chance in proportion to its weight (Efraimidis and
    Spirakis, "Weighted random sampling with a reservoir", 2006).
    """
    fresh = weight(0, 0, 0)
    return max(
        statements, key=lambda one: (lot(who, one) ** (1 / weights.get(one, fresh)), one), default=None
    )
