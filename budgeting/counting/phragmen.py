"""Sequential Phragmén: every voter earns money at the same pace, and a project is bought as soon as those who support
it have earned its cost together; from then on they start again from nothing.

In the usual words: a purchase raises the *load* of its supporters (the time since which they have been saving) to
(cost + sum of their loads) ÷ number of supporters, and the project with the least such load comes next. The rule
stops at the first project that does not fit into the budget; where several are level and one of them does not fit, it
stops too, so that the tie list cannot decide whether it stops. Projects dearer than the whole budget do not take part.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np

from budgeting.counting.completion import complete
from budgeting.counting.equal_shares.purse import EPS
from budgeting.counting.equal_shares.support import Floats, Support, supports
from budgeting.counting.errors import OptionError
from budgeting.counting.options import Options
from budgeting.counting.outcome import Selection
from budgeting.counting.profile import APPROVAL, Profile
from budgeting.counting.scores import votes
from budgeting.counting.ties import TieList, TieUse
from budgeting.counting.trace import Step, Verdict


def phragmen(profile: Profile, options: Options) -> Selection:
    """Sequential Phragmén. Raises OptionError for ballots that are not sets of approved projects."""
    if profile.vote_type not in APPROVAL:
        raise OptionError(f"rule 'phragmen' counts approval ballots, not {profile.vote_type} ballots")
    race = _Race(profile, options)
    race.run()
    selection = complete(profile, options, race.bought, race.told())
    return replace(selection, ties=[*race.uses, *selection.ties])


@dataclass
class _Race:
    """The purchases in the order of time."""

    profile: Profile
    options: Options
    bought: list[int] = field(default_factory=list)
    loads: list[Fraction] = field(default_factory=lambda: [Fraction(0)])
    uses: list[TieUse] = field(default_factory=list)
    stopped_by: int | None = None

    def run(self) -> None:
        groups = len(self.profile.groups)
        self.votes = votes(self.profile)
        self.ties = TieList(self.profile, self.votes, self.options.ties)
        self.supports: Sequence[Support] = supports(self.profile, Options(utility="cardinality"))
        self.since = np.zeros(groups, np.intp)  # the purchase whose load a group bears; 0: none yet
        self.float_loads: Floats = np.zeros(1)
        waiting = [
            (support.cost / support.weight * (1 - 8 * EPS), at)
            for at, support in enumerate(self.supports)
            if support.weight and support.cost <= self.profile.budget
        ]
        heapify(waiting)
        left = self.profile.budget
        while waiting:
            level = self._next(waiting)
            chosen = self.ties.first(level)
            if len(level) > 1:
                self.uses.append(self.ties.used(len(self.bought) + 1, self.ties.ordered(level)))
            unfit = [at for at in level if self.supports[at].cost > left]
            if unfit:
                self.stopped_by = self.ties.first(unfit)
                return
            left -= self.supports[chosen].cost
            self._buy(chosen)
            for at in level:
                if at != chosen:
                    heappush(waiting, (float(self.loads[-1]) * (1 - 4 * EPS), at))

    def _next(self, waiting: list[tuple[float, int]]) -> list[int]:
        """The projects next in time. Loads only grow, so an old load is a lower bound of the one now."""
        seen: list[tuple[float, int]] = []
        ceiling = float("inf")
        while waiting and waiting[0][0] <= ceiling:
            _, at = heappop(waiting)
            support = self.supports[at]
            load = (
                float(self.float_loads[self.since[support.groups]] @ support.sizes + support.cost)
                / support.weight
            )
            # a sum of k non-negative products, each load rounded once: relative error below (k + 4) EPS
            blur = (len(support.groups) + 8) * EPS * load
            seen.append((load - blur, at))
            ceiling = min(ceiling, load + blur)
        rivals = [at for low, at in seen if low <= ceiling]
        exact = (
            {at: self._load(at) for at in rivals} if len(rivals) > 1 else dict.fromkeys(rivals, Fraction(0))
        )
        least = min(exact.values())
        level = [at for at in rivals if exact[at] == least]
        for low, at in seen:
            if at not in level:
                heappush(waiting, (low, at))
        return level

    def _load(self, at: int) -> Fraction:
        """The exact load after buying a project: how many supporters bear which load, one term for each."""
        support = self.supports[at]
        bearers = np.bincount(self.since[support.groups], weights=support.sizes, minlength=len(self.loads))
        borne = sum(
            (self.loads[number] * int(bearers[number]) for number in np.flatnonzero(bearers)), Fraction(0)
        )
        return (borne + support.cost) / support.weight

    def _buy(self, at: int) -> None:
        self.loads.append(self._load(at))
        self.since[self.supports[at].groups] = len(self.loads) - 1
        self.float_loads = np.append(self.float_loads, float(self.loads[-1]))
        self.bought.append(at)

    def told(self) -> list[Step]:
        """Bought projects in the order bought, then the others by votes."""
        left, steps = self.profile.budget, []
        for rank, at in enumerate(self.bought, 1):
            steps.append(replace(self._step(rank, at, left, Verdict.SELECTED), load=self.loads[rank]))
            left -= self.profile.projects[at].cost
        others = sorted(
            set(range(len(self.profile.projects))).difference(self.bought),
            key=lambda at: (at != self.stopped_by, -self.votes[at], self.profile.projects[at].id),
        )
        for at in others:
            steps.append(self._step(len(steps) + 1, at, left, self._verdict(at)))
        return steps

    def _verdict(self, at: int) -> Verdict:
        if not self.votes[at]:
            return Verdict.UNSUPPORTED
        if at == self.stopped_by:
            return Verdict.STOPPED
        return Verdict.SKIPPED if self.supports[at].cost > self.profile.budget else Verdict.AFTER_STOP

    def _step(self, rank: int, at: int, left: int, verdict: Verdict) -> Step:
        line = self.profile.projects[at]
        stopper = None if self.stopped_by is None else self.profile.projects[self.stopped_by].id
        stopped_by = stopper if verdict is Verdict.AFTER_STOP else None
        counted = self.votes[at]
        return Step(line.id, verdict, rank, counted, counted, line.cost, left, stopped_by=stopped_by)
