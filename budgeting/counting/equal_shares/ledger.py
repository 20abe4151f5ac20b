"""The exact book of one run: what every purchase cost.

A voter who was never emptied holds the endowment less what she paid, and a payment is ``rate × share``. The money of
any set of such voters is therefore ``endowment × voters - Σ rate × (sum of their shares)``: one term for each
purchase, and sums of whole numbers that numpy adds. No exact number is ever held for each voter.

Rates are kept twice: as fixed-point integers of 512 binary places with a bound on their error, which is quick and
decides nearly everything; and as fractions, worked out only when even that cannot decide (two prices are equal).
"""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from budgeting.counting.equal_shares.support import Floats, Places

PLACES = 512
_FIRST_ROWS = 64


@dataclass(slots=True, eq=False)
class Purchase:
    """One purchase: ``given`` voters gave all they had, which was the endowment less ``paid[s]`` shares of each
    earlier purchase ``s``; the rest of the cost was shared by ``weight``. ``fixed`` ± ``error`` is the rate in
    units of 2**-PLACES; ``emptied_groups`` and ``paying_groups`` tell who."""

    cost: int
    weight: int
    given: int
    paid: list[int]
    fixed: int
    error: int
    emptied: Places
    paying: Places
    shares: Floats | None
    rate: Fraction | None = field(default=None)


class Ledger:
    """The purchases of a run so far."""

    def __init__(self, endowment: Fraction, sizes: Floats, largest_share: int) -> None:
        self.endowment = endowment
        self.purchases: list[Purchase] = []
        self._fixed_endowment = (endowment.numerator << PLACES) // endowment.denominator
        self._sizes = sizes
        self._history: npt.NDArray[np.unsignedinteger] = np.zeros(
            (_FIRST_ROWS, len(sizes)), np.min_scalar_type(largest_share)
        )

    def book(self, cost: int, weight: int, paying: Places, shares: Floats | None, emptied: Places) -> float:
        """Book a purchase and give its rate as the nearest float."""
        given, paid = self._sums(emptied)
        number = len(self.purchases)
        owed = (cost << PLACES) - self._fixed_endowment * given
        doubt = given  # the fixed endowment is short by less than one unit
        for amount, earlier in zip(paid, self.purchases, strict=True):
            if amount:
                owed += amount * earlier.fixed
                doubt += amount * earlier.error
        fixed, error = owed // weight, doubt // weight + 2
        self.purchases.append(Purchase(cost, weight, given, paid, fixed, error, emptied, paying, shares))
        if number == len(self._history):
            self._history = np.vstack([self._history, np.zeros_like(self._history)])
        self._history[number, paying] = 1 if shares is None else shares
        return fixed / (1 << PLACES)

    def certain(self) -> bool:
        """Whether the last rate is known to more places than a float has."""
        last = self.purchases[-1]
        return last.error << 64 < last.fixed

    def _sums(self, groups: Places) -> tuple[int, list[int]]:
        """Voters in the groups, and the sum of their shares of each purchase. The sums are exact in floats: they are
        whole and below voters × largest share."""
        if not len(groups):
            return 0, [0] * len(self.purchases)
        sizes = self._sizes.take(groups)
        sums = self._history[: len(self.purchases)].take(groups, axis=1).astype(np.float64) @ sizes
        return int(sizes.sum()), [int(amount) for amount in sums.tolist()]

    def money_of(self, groups: Places) -> Fraction:
        """What the voters of these groups hold together; none of them may be empty."""
        voters, paid = self._sums(groups)
        return self._money(voters, paid)

    def money_each(self, groups: Places) -> list[Fraction]:
        """What one voter of each group holds; groups that paid for the same things are worked out once."""
        known: dict[bytes, Fraction] = {}
        found = []
        for row in self._history[: len(self.purchases)].take(groups, axis=1).T:
            key = row.tobytes()
            if key not in known:
                known[key] = self._money(1, row.tolist())
            found.append(known[key])
        return found

    def rate(self, number: int) -> Fraction:
        """The exact rate of a purchase; it needs only those before it."""
        for purchase in self.purchases[: number + 1]:
            if purchase.rate is None:
                purchase.rate = (purchase.cost - self._money(purchase.given, purchase.paid)) / purchase.weight
        return self.purchases[number].rate or Fraction(0)

    def _money(self, voters: int, paid: list[int]) -> Fraction:
        total = self.endowment * voters
        for number, amount in enumerate(paid):
            if amount:
                total -= (self.purchases[number].rate or self.rate(number)) * amount
        return total

    def sizes_of(self, groups: Places) -> int:
        """Number of voters in the groups."""
        return int(self._sizes[groups].sum())
