"""One run of equal shares: buy, again and again, the project with the smallest ρ that its supporters can pay."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np

from budgeting.counting.ballots import Ints
from budgeting.counting.equal_shares.purse import EPS, Price, Purse
from budgeting.counting.equal_shares.support import Support
from budgeting.counting.ties import TieList, TieUse


@dataclass(frozen=True, slots=True)
class Bid:
    """A project priced at some moment: its ρ is between ``low`` and ``high``."""

    low: float
    high: float
    project: int
    price: Price


@dataclass(slots=True)
class Course:
    """What a run did: the projects in the order bought (free ones first), the ties broken, the purses at the end.

    ``bids`` are the purchases; the free projects, which cost nobody anything, are not among them. ``others`` are the
    other projects priced for the last purchase.
    """

    endowment: Fraction
    purse: Purse
    free: int = 0
    bought: list[int] = field(default_factory=list)
    bids: list[Bid] = field(default_factory=list)
    others: list[Bid] = field(default_factory=list)
    ties: list[TieUse] = field(default_factory=list)


class Runner:
    """Runs over the same election with one endowment after another."""

    def __init__(self, supports: Sequence[Support], sizes: Ints, ties: TieList) -> None:
        self.supports = supports
        self._sizes = sizes.astype(np.float64)
        self._largest_share = max((support.largest_share for support in supports), default=1)
        self._ties = ties

    def run(self, endowment: Fraction, like: Course | None = None) -> Course | None:
        """A run in which every voter starts with ``endowment``.

        With ``like``, a run of a smaller endowment, the run is given up (None) as soon as it is not certain that every
        endowment between the two leads to the same purchases in the same order. Why that can be told from the two
        ends alone: docs/counting.md, "Raising the endowment".
        """
        course = Course(endowment, Purse(endowment, self._sizes, self._largest_share))
        # Nobody pays less than cost / weight for each share: a bound that holds at every moment, in every run.
        waiting = [
            (_rho_floor(support), at)
            for at, support in enumerate(self.supports)
            if support.weight and support.cost
        ]
        for at in self._ties.ordered(
            at for at, one in enumerate(self.supports) if one.weight and not one.cost
        ):
            course.bought.append(at)
        course.free = len(course.bought)
        heapify(waiting)
        while True:
            followed = None if like is None else _followed(like, len(course.bids))
            bid = self._best(course, waiting, followed)
            if like is not None and not self._same(bid, followed, course.others):
                return None
            if bid is None:
                return course
            course.bids.append(bid)
            course.bought.append(bid.project)
            course.purse.pay(self.supports[bid.project], bid.price)

    def _same(self, bid: Bid | None, followed: Bid | None, others: list[Bid]) -> bool:
        """Whether the followed run's purchase is surely this run's, and that of every endowment between.

        ``others`` are all projects whose ρ here may be as low as what the followed run paid.
        """
        if bid is None or followed is None:
            return bid is followed
        if bid.project != followed.project:
            return False
        return all(other.low > followed.high or self._after(followed, other) for other in others)

    def _after(self, chosen: Bid, other: Bid) -> bool:
        """Whether ``other`` can at best draw level and then comes later in the tie list (only where that is plain:
        both are paid by all their supporters, so that ρ does not depend on the endowment)."""
        if not (chosen.price.everyone and other.price.everyone):
            return False
        mine, theirs = self.supports[chosen.project], self.supports[other.project]
        difference = theirs.cost * mine.weight * mine.scale - mine.cost * theirs.weight * theirs.scale
        return difference > 0 or (difference == 0 and self._ties.before(chosen.project, other.project))

    def _best(self, course: Course, waiting: list[tuple[float, int]], followed: Bid | None) -> Bid | None:
        """Price projects in the order of their lower bounds until no other can be cheaper; the rest stay unpriced."""
        bids: list[Bid] = []
        ceiling = float("inf")
        floor = 0.0 if followed is None else followed.high
        while waiting and waiting[0][0] <= max(ceiling, floor):
            bound, project = heappop(waiting)
            support = self.supports[project]
            price = course.purse.price(support, bound * support.scale * (1 - 4 * EPS))
            if price is None:
                continue  # money only shrinks: it will never be paid in this run
            bid = _bid(project, price, support)
            bids.append(bid)
            ceiling = min(ceiling, bid.high)
        rivals = [bid for bid in bids if bid.low <= ceiling]
        chosen = rivals[0] if len(rivals) == 1 else self._cheapest(course, rivals)
        course.others = [bid for bid in bids if bid is not chosen]
        for bid in course.others:
            heappush(waiting, (bid.low, bid.project))
        return chosen

    def _cheapest(self, course: Course, rivals: list[Bid]) -> Bid | None:
        """Compare exactly what floats cannot tell apart; equal ones go by the tie list."""
        if not rivals:
            return None
        exact = {bid.project: self._rho(course, bid) for bid in rivals}
        least = min(exact.values())
        tied = self._ties.ordered(project for project, rho in exact.items() if rho == least)
        if len(tied) > 1:
            course.ties.append(self._ties.used(len(course.bought) + 1, tied))
        return next(bid for bid in rivals if bid.project == tied[0])

    def _rho(self, course: Course, bid: Bid) -> Fraction:
        support = self.supports[bid.project]
        return course.purse.exactly(support, bid.price) / support.scale


def _rho_floor(support: Support) -> float:
    return support.cost / support.weight / support.scale * (1 - 8 * EPS)


def _bid(project: int, price: Price, support: Support) -> Bid:
    low = (price.rate - price.slack) / support.scale
    high = (price.rate + price.slack) / support.scale
    return Bid(low * (1 - 4 * EPS), high * (1 + 4 * EPS), project, price)


def _followed(course: Course, step: int) -> Bid | None:
    return course.bids[step] if step < len(course.bids) else None
