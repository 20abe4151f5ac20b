"""One run of equal shares: buy, again and again, the project with the smallest ρ that its supporters can pay."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from budgeting.counting.ballots import Ints
from budgeting.counting.equal_shares.purse import EPS, Payment, Price, Purse, Replay
from budgeting.counting.equal_shares.support import Floats, Support
from budgeting.counting.ties import TieList, TieUse

_OUT = float("inf")


@dataclass(frozen=True, slots=True)
class Bid:
    """A project priced at some moment: its ρ is between ``low`` and ``high``."""

    low: float
    high: float
    project: int
    price: Price


@dataclass(slots=True, eq=False)
class Course:
    """What a run did: the projects in the order bought (free ones first) and the ties broken.

    ``bids`` are the purchases; the free projects, which cost nobody anything, are not among them. ``lows`` holds for
    each purchase, and once more for the end, a lower bound of every project's ρ at that moment (infinite: it cannot
    be paid, or is bought). ``purse`` is there only if asked for.
    """

    endowment: Fraction
    free: int
    bought: list[int] = field(default_factory=list)
    bids: list[Bid] = field(default_factory=list)
    lows: list[Floats] = field(default_factory=list)
    ties: list[TieUse] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    purse: Purse | None = None


class Runner:
    """Runs over the same election with one endowment after another."""

    def __init__(self, supports: Sequence[Support], sizes: Ints, ties: TieList, unit: int = 1) -> None:
        self.supports = supports
        self.unit = unit  # what one raise of the endowment is
        self._sizes = sizes.astype(np.float64)
        self._largest_share = max((support.largest_share for support in supports), default=1)
        self._ties = ties
        # Nobody pays less than cost / weight for each share: a bound that holds at every moment, in every run.
        self._floors = np.array([_rho_floor(support) for support in supports])
        self._free = ties.ordered(at for at, one in enumerate(supports) if one.weight and not one.cost)

    def run(
        self,
        endowment: Fraction,
        *,
        above: Course | None = None,
        below: Course | None = None,
        agreed: int = 0,
    ) -> Course:
        """A run in which every voter starts with ``endowment``.

        ``above`` is a run with more, ``below`` one with less; their first ``agreed`` purchases are made unasked. As
        long as purchases agree with the run above, its lower bounds hold here too (more money, lower ρ), and most
        projects need not be priced. Projects that might be as cheap as what the run below bought are priced in any
        case, so that :meth:`agreement` can judge.
        """
        course = Course(endowment, len(self._free), list(self._free))
        course.purse = self.purse(endowment)
        course.payments = course.purse.payments
        if above is not None and below is not None:
            for step in range(agreed):
                self._repeat(course, course.purse, below.bids[step].project, above.lows[step])
        low = self._floors.copy()
        while True:
            step = len(course.bids)
            if above is not None:
                low = np.maximum(low, above.lows[step])
            bid = self._best(course, course.purse, low, 0.0 if below is None else _high(below, step))
            course.lows.append(low.copy())
            if bid is None:
                return course
            low[bid.project] = _OUT
            course.purse.pay(self.supports[bid.project], bid.price)
            course.bids.append(bid)
            course.bought.append(bid.project)
            above, below = _followed(above, step, bid), _followed(below, step, bid)

    def _repeat(self, course: Course, purse: Purse, project: int, low: Floats) -> None:
        """Buy a project that is known to be next."""
        support = self.supports[project]
        price = purse.price(support, float(low[project]) * support.scale * (1 - 4 * EPS))
        if price is None:
            raise ArithmeticError("a purchase that was proved cannot be paid")
        course.lows.append(low)
        purse.pay(support, price)
        course.bids.append(bid_of(project, price, support))
        course.bought.append(project)

    def _best(self, course: Course, purse: Purse, low: Floats, floor: float) -> Bid | None:
        """Price projects in the order of their lower bounds until no other can be cheaper (nor as cheap as ``floor``);
        ``low`` is sharpened by what is found."""
        bids: list[Bid] = []
        ceiling = _OUT
        while True:
            project = int(low.argmin())
            bound = float(low[project])
            if bound > max(ceiling, floor) or bound == _OUT:
                break
            support = self.supports[project]
            limit = max(ceiling, floor) * support.scale * (1 + 8 * EPS)
            low[project] = _OUT  # aside for now; where it cannot be paid for good, since money only shrinks
            price = purse.price(support, bound * support.scale * (1 - 4 * EPS), limit)
            if price is None:
                continue
            bids.append(bid_of(project, price, support))
            ceiling = min(ceiling, bids[-1].high)
        for bid in bids:
            low[bid.project] = bid.low
        rivals = [bid for bid in bids if bid.low <= ceiling]
        return rivals[0] if len(rivals) == 1 else self._cheapest(course, purse, rivals)

    def _cheapest(self, course: Course, purse: Purse, rivals: list[Bid]) -> Bid | None:
        """Compare exactly what floats cannot tell apart; equal ones go by the tie list."""
        if not rivals:
            return None
        exact = {bid.project: purse.exactly(self.supports[bid.project], bid.price) for bid in rivals}
        rho = {project: rate / self.supports[project].scale for project, rate in exact.items()}
        least = min(rho.values())
        tied = self._ties.ordered(project for project in rho if rho[project] == least)
        if len(tied) > 1:
            course.ties.append(self._ties.used(len(course.bought) + 1, tied))
        return next(bid for bid in rivals if bid.project == tied[0])

    def purse(self, endowment: Fraction) -> Purse:
        """Every voter's money before anything is bought."""
        return Purse(endowment, self._sizes, self._largest_share)

    def replay(self, course: Course) -> Replay:
        """A run to be gone through again."""
        return Replay(course.endowment, self._sizes, self._largest_share, course.payments)

    def agreement(self, below: Course, above: Course, known: int = 0) -> int:
        """How many first purchases every endowment between two runs surely shares with them, told by prices alone.

        As long as purchases agree, every voter's money grows with the endowment, so that ρ of every project falls with
        it. If even with the money of the run above nothing is cheaper than what was bought with the money of the run
        below, the same is bought in between (docs/counting.md, "Raising the endowment"). The first ``known`` are proved already.
        """
        for step, (bid, other) in enumerate(zip(below.bids, above.bids, strict=False)):
            if step >= known and (bid.project != other.project or self.rivals(bid, above.lows[step])):
                return step
        return min(len(below.bids), len(above.bids))

    def rivals(self, bid: Bid, lows: Floats) -> list[int]:
        """Projects that prices alone do not keep behind the one bought: ``lows`` are bounds with the most money."""
        return [
            rival
            for rival in np.flatnonzero(lows <= bid.high).tolist()
            if rival != bid.project and not self._later(bid, rival)
        ]

    def twins(self, one: int, other: int) -> bool:
        """Whether two projects cost the same and have the same supporters with the same shares: they are always level."""
        mine, theirs = self.supports[one], self.supports[other]
        if (mine.cost, mine.scale, mine.weight) != (theirs.cost, theirs.scale, theirs.weight):
            return False
        if not np.array_equal(mine.groups, theirs.groups):
            return False
        return mine.shares is None or theirs.shares is None or np.array_equal(mine.shares, theirs.shares)

    def comes_first(self, one: int, other: int) -> bool:
        """Whether the tie list puts ``one`` before ``other``."""
        return self._ties.before(one, other)

    def _later(self, chosen: Bid, rival: int) -> bool:
        """Whether ``rival`` can at best draw level and then comes later in the tie list: plain only where all
        supporters pay for the chosen project, so that its ρ does not depend on the endowment, and even if all paid
        for the rival it would be no cheaper."""
        if not chosen.price.everyone:
            return False
        mine, theirs = self.supports[chosen.project], self.supports[rival]
        difference = theirs.cost * mine.weight * mine.scale - mine.cost * theirs.weight * theirs.scale
        return difference > 0 or (difference == 0 and self._ties.before(chosen.project, rival))


def _rho_floor(support: Support) -> float:
    if not support.weight or not support.cost:
        return _OUT
    return support.cost / support.weight / support.scale * (1 - 8 * EPS)


def bid_of(project: int, price: Price, support: Support) -> Bid:
    """The bounds of ρ that a price gives."""
    low = (price.rate - price.slack) / support.scale * (1 - 4 * EPS)
    high = (price.rate + price.slack) / support.scale * (1 + 4 * EPS)
    return Bid(low, _OUT if price.unfinished else high, project, price)


def _high(course: Course, step: int) -> float:
    return course.bids[step].high if step < len(course.bids) else 0.0


def _followed(course: Course | None, step: int, bid: Bid) -> Course | None:
    """The course, as long as the run goes the same way."""
    if course is None or step >= len(course.bids) or course.bids[step].project != bid.project:
        return None
    return course
