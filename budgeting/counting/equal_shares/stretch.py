"""What every endowment between two runs surely buys: the proof that lets ``add1`` leave whole stretches out.

Between two endowments that have bought the same so far, three things are monotone: a voter's money grows with the
endowment, the rate of every project falls, and so a voter who is too poor for a project at the upper end is too poor
for it everywhere below. The supporters who give all they have therefore lie, at every endowment in between, between
those at the upper end (``surely``) and those at the lower (``perhaps``). With them the *slopes* are bounded: by how
much a voter's money rises, and a rate falls, for each unit of endowment. What separates two projects is known at both
ends; its slope says how near they can come in between (docs/counting.md, "Raising the endowment").

Slopes are sums, products and quotients of numbers that are not negative, so that floats err by a relative amount
which ``_Slopes.margin`` bounds.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from budgeting.counting.equal_shares.purse import EPS, Mask, Price, Replay
from budgeting.counting.equal_shares.run import Bid, Course, Runner, bid_of
from budgeting.counting.equal_shares.support import Floats, Support

_NOWHERE = float("inf")


@dataclass(frozen=True, slots=True)
class Proof:
    """The first ``agreed`` purchases are those of the lower run everywhere between the two. ``split`` is None where
    that is everything; otherwise where to look next, as a part of the stretch (0 its lower end, 1 its upper)."""

    agreed: int
    split: float | None = None


@dataclass(frozen=True, slots=True)
class _Fall:
    """By how much a rate falls for each unit of endowment: between ``least`` and ``most``; ``steady``: the same all along."""

    least: float
    most: float
    steady: bool


class _Slopes:
    """By how much the money of a voter of each group rises for each unit of endowment, between ``least`` and ``most``."""

    def __init__(self, groups: int) -> None:
        self.least: Floats = np.ones(groups)
        self.most: Floats = np.ones(groups)
        self._groups = groups
        self.steps = 1

    @property
    def margin(self) -> float:
        """Each step adds k numbers at most, k the number of groups, each of them off by what the step before was."""
        return 4 * EPS * self.steps * (self._groups + 8)

    def fall(self, support: Support, surely: Mask, perhaps: Mask) -> _Fall:
        """The fall of a rate: what those who give all have more, shared by those who pay the rate."""
        sizes, weights, margin = support.sizes, support.weights, self.margin
        payers_most = float(support.weight) - float(weights.dot(surely))  # whole numbers: exact
        payers_least = float(support.weight) - float(weights.dot(perhaps))
        least, most = self.least.take(support.groups), self.most.take(support.groups)
        given_least = float((sizes * surely).dot(least))
        given_most = float((sizes * perhaps).dot(most))
        return _Fall(
            given_least / payers_most * (1 - margin) if payers_most > 0 else 0.0,
            given_most / payers_least * (1 + margin) if payers_least > 0 else _NOWHERE,
            not (perhaps > surely).any() and not ((least != most) & surely).any(),
        )

    def bought(self, support: Support, surely: Mask, perhaps: Mask, fall: _Fall) -> None:
        """Book a purchase: whoever pays the rate keeps what it falls; whoever gives all has nothing, whatever comes."""
        groups, shares = support.groups, support.shares
        least = self.least.take(groups) + (fall.least if shares is None else fall.least * shares)
        most = self.most.take(groups) + (fall.most if shares is None else fall.most * shares)
        least[perhaps] = 0.0
        most[surely] = 0.0
        self.least[groups], self.most[groups] = least, most
        self.steps += 1


def proved(runner: Runner, below: Course, above: Course, known: int = 0) -> Proof:
    """What is proved of the stretch between two runs, and where to look next. The first ``known`` purchases are
    proved already: of the stretch, or of a longer one around it."""
    return _Walk(runner, below, above).run(known)


class _Walk:
    """Both runs again, side by side, purchase by purchase."""

    def __init__(self, runner: Runner, below: Course, above: Course) -> None:
        self._runner = runner
        self._below, self._above = below, above
        self._length = float(above.endowment - below.endowment)
        self._lower, self._upper = runner.replay(below), runner.replay(above)
        self._slopes = _Slopes(len(self._lower.money))
        self._step = 0

    def run(self, known: int) -> Proof:
        both = min(len(self._below.bids), len(self._above.bids))
        for self._step in range(both):
            low, high = self._below.bids[self._step], self._above.bids[self._step]
            if low.project != high.project:
                return Proof(self._step, self._crossing(low.project, high.project))
            split = self._bought(low, high, self._step < known)
            if split is not None:
                return Proof(self._step, split)
            self._lower.forward()
            self._upper.forward()
        self._step = both
        if len(self._below.bids) != len(self._above.bids):
            longer = max(self._below.bids, self._above.bids, key=len)
            return Proof(both, self._affordable(longer[both].project))
        return Proof(both)

    def _bought(self, low: Bid, high: Bid, known: bool) -> float | None:
        """Book what both runs bought; where it may not have been bought in between, as a part of the stretch."""
        support = self._runner.supports[low.project]
        surely, perhaps = ~self._upper.coming.rich, ~self._lower.coming.rich
        rivals = [] if known else self._runner.rivals(low, self._above.lows[self._step])
        if not rivals and not perhaps.any():
            return None  # everybody pays the rate, at either end: nothing falls
        fall = self._slopes.fall(support, surely, perhaps)
        for rival in rivals:
            split = self._meets(rival, low, high, fall)
            if split is not None:
                return split
        self._slopes.bought(support, surely, perhaps, fall)
        return None

    def _givers(self, support: Support, low: Price | None, high: Price) -> tuple[Mask, Mask]:
        """Supporters who surely give all they have, at every endowment of the stretch, and those who perhaps do."""
        money = self._upper.money.take(support.groups)
        surely = self._upper.sides(support, money, high)[0] | (money == 0.0)
        if low is None:  # not to be paid at the lower end: then nobody is surely rich
            return surely, np.ones(len(surely), bool)
        money = self._lower.money.take(support.groups)
        poor, unsure = self._lower.sides(support, money, low)
        return surely, poor | unsure | (money == 0.0) | surely

    def _meets(self, rival: int, low: Bid, high: Bid, fall: _Fall) -> float | None:
        """Where a rival may come before the project bought, as a part of the stretch; None where it surely does not."""
        if self._runner.twins(low.project, rival):
            return None if self._runner.comes_first(low.project, rival) else 0.5
        support = self._runner.supports[rival]
        top = self._price(self._upper, self._above, rival)
        if top is None:
            return None  # not to be paid with the most money, nor with less
        bottom = self._price(self._lower, self._below, rival)
        theirs = self._slopes.fall(support, *self._givers(support, bottom, top))
        gap = _Gap(
            _NOWHERE if bottom is None else bid_of(rival, bottom, support).low - low.high,
            bid_of(rival, top, support).low - high.high,
            fall,
            theirs,
            self._runner.supports[low.project].scale,
            support.scale,
            self._length,
        )
        unit = float(self._runner.unit)
        split = gap.narrowest(unit)
        if split is not None and bottom is not None and fall.steady and theirs.steady:
            return self._straight(rival, bottom, top, low, high, split)
        return split

    def _price(self, purse: Replay, course: Course, project: int) -> Price | None:
        """The price of a project, sought from the bound that its run has left."""
        support = self._runner.supports[project]
        bound = float(course.lows[self._step][project])
        return None if bound == _NOWHERE else purse.price(support, bound * support.scale * (1 - 4 * EPS))

    def _straight(
        self, rival: int, bottom: Price, top: Price, low: Bid, high: Bid, split: float
    ) -> float | None:
        """Both fall steadily, so that what separates them is a straight line: its exact ends decide."""
        ends = [
            self._exact(self._lower, rival, bottom) - self._exact(self._lower, low.project, low.price),
            self._exact(self._upper, rival, top) - self._exact(self._upper, low.project, high.price),
        ]
        if min(ends) < 0:
            return split
        if max(ends) > 0 or self._runner.comes_first(low.project, rival):
            return None
        return split

    def _exact(self, purse: Replay, project: int, price: Price) -> Fraction:
        support = self._runner.supports[project]
        return purse.exactly(support, price) / support.scale

    def _crossing(self, lower: int, upper: int) -> float:
        """Two runs part: where one project overtakes the other, if both fell steadily."""
        gaps = []
        for purse in (self._lower, self._upper):
            course = self._below if purse is self._lower else self._above
            prices = [self._price(purse, course, project) for project in (lower, upper)]
            if prices[0] is None or prices[1] is None:
                return self._affordable(upper)
            rho = [
                price.rate / self._runner.supports[project].scale
                for price, project in zip(prices, (lower, upper), strict=True)
                if price is not None
            ]
            gaps.append(rho[1] - rho[0])
        return gaps[0] / (gaps[0] - gaps[1]) if gaps[0] > 0.0 > gaps[1] else 0.5

    def _affordable(self, project: int) -> float:
        """Where the supporters' money reaches the cost, if it rose steadily."""
        support = self._runner.supports[project]
        short, over = (
            float(purse.money[support.groups] @ support.sizes) - support.cost
            for purse in (self._lower, self._upper)
        )
        return -short / (over - short) if short < 0.0 < over else 0.5


@dataclass(frozen=True, slots=True)
class _Gap:
    """What separates a rival's ρ from that of the project bought: at least ``bottom`` and ``top`` at the two ends."""

    bottom: float
    top: float
    mine: _Fall
    theirs: _Fall
    my_scale: int
    their_scale: int
    length: float

    def narrowest(self, unit: float) -> float | None:
        """Where the gap may close at an endowment in between (``unit`` or more from either end), as a part of the
        stretch; None where it stays open. From the lower end the gap changes by at least ``rise`` for each unit of
        endowment, down from the upper end by at most ``most``: whichever of the two lines is higher bounds it."""
        rise = self.mine.least / self.my_scale - self.theirs.most / self.their_scale
        most = self.mine.most / self.my_scale - self.theirs.least / self.their_scale
        ends = (unit, self.length - unit)
        places = list(ends)
        if most > rise and most < _NOWHERE and rise > -_NOWHERE and self.bottom < _NOWHERE:
            meeting = (self.bottom - self.top + most * self.length) / (most - rise)
            places.append(min(max(meeting, ends[0]), ends[1]))
        least, place = min((self._at_least(place, rise, most), place) for place in places)
        return None if least > 0.0 else place / self.length

    def _at_least(self, place: float, rise: float, most: float) -> float:
        """A lower bound of the gap at a place, less what floats may have lost."""
        lines = []
        if self.bottom < _NOWHERE and rise > -_NOWHERE:
            lines.append(self.bottom + rise * place - 16 * EPS * (abs(self.bottom) + abs(rise) * place))
        if most < _NOWHERE:
            rest = self.length - place
            lines.append(self.top - most * rest - 16 * EPS * (abs(self.top) + abs(most) * rest))
        return max(lines, default=-_NOWHERE)
