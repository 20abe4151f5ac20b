"""What every voter holds, in floats with a proven error bound, and exactly where floats cannot decide.

``EPS`` is 2**-52, twice the largest relative error of one float operation. A voter's money is her endowment, rounded
once, less her payments; a payment is the exact rate rounded once, times her share, and taking it away rounds twice
more. No amount exceeds the endowment, so that after t purchases her money in floats is off by at most
``(2 t + 2) × EPS × endowment``. Errors do not feed on each other because every rate comes from the exact ledger and
not from the floats. ``money[g]`` is 0 where, and only where, a voter of group g has nothing at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from budgeting.counting.equal_shares.ledger import Ledger
from budgeting.counting.equal_shares.support import Floats, Places, Support

EPS = 2.0**-52

_HARDLY_ANYTHING = float(np.finfo(np.float64).tiny)

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Payment:
    """A purchase as it was paid: ``paying`` groups paid ``rate`` (times their shares), ``emptied`` ones gave the rest of
    their money, ``spent`` ones paid the rate and were left with exactly nothing."""

    cost: int
    weight: int
    rich: Mask
    paying: Places
    shares: Floats | None
    emptied: Places
    spent: Places | None
    rate: float


@dataclass(frozen=True, slots=True)
class Price:
    """The rate at which supporters can pay a project: the true rate is within ``slack`` of ``rate``.

    ``exact`` is set where it was worked out; ``everyone`` where all supporters can pay it, so that it is cost/weight;
    ``unfinished`` where only the lower end is known, because it is beyond what was asked.
    """

    rate: float
    slack: float
    exact: Fraction | None = None
    everyone: bool = False
    unfinished: bool = False


class Purse:
    """The money of all voters during one run."""

    def __init__(self, endowment: Fraction, sizes: Floats, largest_share: int) -> None:
        self._endowment = float(endowment)
        self.money: Floats = np.full(len(sizes), self._endowment)
        self.error = 2 * EPS * self._endowment
        self.payments: list[Payment] = []
        self._ledger = Ledger(endowment, sizes, largest_share)

    @property
    def ledger(self) -> Ledger:
        """The exact book of all purchases so far."""
        return self._ledger

    def price(self, support: Support, at_least: float = 0.0, limit: float = float("inf")) -> Price | None:
        """The price of a project now, or None where its supporters cannot pay it.

        ``at_least`` is a rate known not to exceed the true one (that of an earlier moment: money only shrinks); a
        price surely beyond ``limit`` is not worked out further.
        """
        if self._endowment * support.voters < support.cost * (1 - 8 * EPS):
            return None  # nobody holds more than the endowment
        money = self.money.take(support.groups)
        total = float(money @ support.sizes)
        # a sum of k products: relative error below (k + 2) EPS; each voter's money is off by at most ``error``
        blur = support.voters * self.error + (len(money) + 8) * EPS * max(total, support.cost)
        if total < support.cost - blur:
            return None
        if total <= support.cost + blur:
            return self._at_the_edge(support)
        return self._newton(support, money, at_least, limit, blur)

    def _newton(self, support: Support, money: Floats, rate: float, limit: float, blur: float) -> Price:
        """Solve Σ size × min(money, rate × share) = cost from below: those who cannot pay the rate give all. The sum is
        concave, so that no step along its tangent goes beyond the true rate."""
        shares, weights, cost = support.shares, support.weights, support.cost
        weight, payers = float(support.weight), len(money)
        rate = max(rate, cost / weight)
        while True:
            due = rate if shares is None else rate * shares
            rich = money >= due
            number = int(np.count_nonzero(rich))
            if number == payers:  # the rate only grows, so that they are the same
                break
            payers = number
            weight = float(weights.dot(rich))
            if weight <= 0.0:
                return self._exact(support)
            rate = max(rate, rate + (cost - float(np.minimum(money, due).dot(support.sizes))) / weight)
            # whoever is taken for poor, the true rate is at least (cost - their money) / weight of the others
            if rate - blur / weight > limit:
                return Price(rate, blur / weight + 4 * EPS * rate, unfinished=True)
        # The true sum at ``rate`` differs from the cost by at most ``blur``. It grows by ``weight`` for each unit of
        # rate as long as all who pay here still pay a little further on, which the smallest margin shows.
        slack = blur / weight + 4 * EPS * rate
        above = money - due
        if np.count_nonzero(above > self.error + 2 * slack * support.largest_share) < payers:
            return self._near_a_corner(support, above, Price(rate, slack), weight)
        if payers == len(money):
            return Price(cost / support.weight, 2 * EPS * rate, everyone=True)
        return Price(rate, slack)

    def _near_a_corner(self, support: Support, above: Floats, price: Price, weight: float) -> Price:
        """Some supporters may or may not afford the rate. If at least half the weight surely can, even at a rate
        twice as uncertain, the true rate is within that; otherwise it is worked out exactly."""
        reach = 3 * price.slack if support.shares is None else 3 * price.slack * support.shares
        sure = above > self.error + reach
        if 2 * float(support.weights.dot(sure)) < weight:
            return self._exact(support)
        return Price(price.rate, 2 * price.slack)

    def _at_the_edge(self, support: Support) -> Price | None:
        holding = support.groups[self.money.take(support.groups) > 0.0]
        return None if self.ledger.money_of(holding) < support.cost else self._exact(support)

    def _exact(self, support: Support) -> Price:
        exact = self.exact_rate(support, None)[0]
        return Price(float(exact), EPS * float(exact), exact)

    def exactly(self, support: Support, price: Price) -> Fraction:
        """The exact rate of a price."""
        if price.exact is not None:
            return price.exact
        return (
            Fraction(support.cost, support.weight) if price.everyone else self.exact_rate(support, price)[0]
        )

    def exact_rate(self, support: Support, price: Price | None) -> tuple[Fraction, Mask]:
        """The exact rate, and which supporters cannot pay it (they give all). A price that is known saves work."""
        money = self.money.take(support.groups)
        poor, unsure = self.sides(support, money, price)
        shares = np.ones(len(money), np.int64) if support.shares is None else support.shares.astype(np.int64)
        weights = support.sizes.astype(np.int64) * shares
        doubtful = np.flatnonzero(unsure)
        each = dict(zip(doubtful.tolist(), self.ledger.money_each(support.groups[doubtful]), strict=True))
        while True:
            given = self.ledger.money_of(support.groups[poor & (money > 0.0)])
            rate = (support.cost - given) / int(weights[~poor].sum())
            sinking = [at for at, held in each.items() if held < rate * int(shares[at])]
            if not sinking:
                return rate, poor
            poor[sinking] = True
            for at in sinking:
                del each[at]

    def sides(self, support: Support, money: Floats, price: Price | None) -> tuple[Mask, Mask]:
        """Supporters surely too poor for the price (or empty), and those whose side is not sure."""
        if price is None:
            empty = money == 0.0
            return empty, ~empty
        above = money - (price.rate if support.shares is None else price.rate * support.shares)
        tolerance = self.error + (price.slack + 4 * EPS * price.rate) * support.largest_share
        poor = above < -tolerance
        if price.rate <= 2 * tolerance:  # so little that whoever has nothing at all would seem able to pay it
            poor |= money == 0.0
        # all who have nothing are poor: by the line above, or because the rate is more than the tolerance
        return poor, (above <= tolerance) > poor

    def pay(self, support: Support, price: Price) -> None:
        """Book a purchase at its price."""
        money = self.money.take(support.groups)
        poor, unsure = self.sides(support, money, price)
        spent: Places | None = None
        if unsure.any():
            rate, poor = self.exact_rate(support, price)
            spent = self._left_with_nothing(support, np.flatnonzero(unsure & ~poor), rate)
        rich = ~poor
        paying, emptied = support.groups.compress(rich), support.groups.compress(poor & (money > 0.0))
        shares = None if support.shares is None else support.shares.compress(rich)
        weight = int(support.weights.dot(rich))
        paid = self.ledger.book(support.cost, weight, paying, shares, emptied)
        payment = Payment(support.cost, weight, rich, paying, shares, emptied, spent, paid)
        self.payments.append(payment)
        self._take(payment)

    def _take(self, payment: Payment) -> None:
        """Take a payment out of everybody's money."""
        paying, shares, paid = payment.paying, payment.shares, payment.rate
        left = self.money.take(paying)
        left -= paid if shares is None else paid * shares
        # never quite 0, which would say that nothing at all is left: that is for exact arithmetic to find
        self.money[paying] = np.maximum(left, _HARDLY_ANYTHING, out=left)
        self.money[payment.emptied] = 0.0
        if payment.spent is not None:
            self.money[payment.spent] = 0.0
        self.error += 2 * EPS * self._endowment

    def _left_with_nothing(self, support: Support, payers: Places, rate: Fraction) -> Places:
        """Of supporters who pay the rate with hardly anything left: the groups that it leaves exactly nothing."""
        shares = support.shares
        held = self.ledger.money_each(support.groups[payers])
        due = [rate * (1 if shares is None else int(shares[at])) for at in payers.tolist()]
        return support.groups[payers[[have == owed for have, owed in zip(held, due, strict=True)]]]


class Replay(Purse):
    """A run gone through again from its payments: quick, because the exact book is kept only when it is asked for."""

    def __init__(
        self, endowment: Fraction, sizes: Floats, largest_share: int, payments: Sequence[Payment]
    ) -> None:
        super().__init__(endowment, sizes, largest_share)
        self._coming = payments
        self._at = 0
        self._booked = 0

    @property
    def ledger(self) -> Ledger:
        """The exact book, brought up to the present purchase."""
        for one in self._coming[self._booked : self._at]:
            self._ledger.book(one.cost, one.weight, one.paying, one.shares, one.emptied)
        self._booked = self._at
        return self._ledger

    @property
    def coming(self) -> Payment:
        """The next payment."""
        return self._coming[self._at]

    def forward(self) -> None:
        """On to the next purchase."""
        self._take(self.coming)
        self._at += 1
