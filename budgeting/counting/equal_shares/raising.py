"""add1: raise what every voter holds, one unit of currency at a time, until the outcome is exhaustive.

Every whole step counts, because more money can buy less, so none may be left out unless it is proved that it leads to
the same purchases. Runs at the two ends of a stretch prove it for the whole stretch where they can; otherwise the
stretch is halved, and the run above lends its bounds to those inside. No endowment is ever run twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from budgeting.counting.equal_shares.run import Course, Runner
from budgeting.counting.equal_shares.stretch import proved

_LONGEST_STRETCH = 1 << 50
_FEW = 6  # stretches that had to be split this often are made shorter


@dataclass(frozen=True, slots=True)
class Raised:
    """How many steps the endowment was raised for the outcome that counts, and how many runs it took to find."""

    endowment: Fraction
    steps: int
    runs: int


class Raising:
    """The search for the endowment whose outcome counts."""

    def __init__(
        self,
        runner: Runner,
        costs: Sequence[int],
        budget: int,
        start: Fraction,
        *,
        exhaustive: bool,
    ) -> None:
        self._runner = runner
        self._costs = costs
        self._budget = budget
        self._unit = runner.unit
        self._start = start
        self._exhaustive = exhaustive
        self._buyable = {at for at, support in enumerate(runner.supports) if support.weight}
        self._runs = 0
        self._looked = 0

    def search(self) -> Raised:
        """The outcome that counts is the first to which no supported project could be added within the budget, or else
        the last one before the budget would be exceeded (without ``exhaustive`` always the latter)."""
        last = 0
        for steps, course in self._courses():
            if self._cost(course) > self._budget:
                break
            last = steps
            if self._ends(course):
                break
        return Raised(self._start + last * self._unit, last, self._runs)

    def _courses(self) -> Iterator[tuple[int, Course]]:
        """Runs in the order of their endowment: all but those proved to be like the one before and the one after."""
        steps, stretch = 0, 1
        below = self._run(0)
        yield 0, below
        while True:
            above = self._run(steps + stretch, below=below)
            looked = self._looked
            yield from self._between(steps, below, steps + stretch, above)
            yield steps + stretch, above
            steps, below = steps + stretch, above
            few = self._looked - looked <= _FEW
            stretch = min(2 * stretch, _LONGEST_STRETCH) if few else max(1, stretch // 2)

    def _between(
        self, first: int, below: Course, last: int, above: Course, splits: int = 0, known: int = 0
    ) -> Iterator[tuple[int, Course]]:
        """Runs strictly between two, in order. Where the proof fails it says where two projects draw level if their
        prices fall in straight lines; every third split is in the middle, in case they do not. The first ``known``
        purchases are proved already."""
        if last - first < 2:
            return
        agreed = self._runner.agreement(below, above, known)
        split: float | None = 0.5
        if agreed == len(below.bids) == len(above.bids):
            split = None
        else:
            proof = proved(self._runner, below, above, agreed)
            agreed, split = max(agreed, proof.agreed), proof.split
        if split is None:
            yield last - 1, above  # the same purchases: it ends where they end
            return
        self._looked += 1
        part = 0.5 if splits % 3 == 2 else split
        at = min(max(first + int(part * (last - first)), first + 1), last - 1)
        course = self._run(at, above, below, agreed)
        yield from self._between(first, below, at, course, splits + 1, agreed)
        yield at, course
        yield from self._between(at, course, last, above, splits + 1, agreed)

    def _run(
        self, steps: int, above: Course | None = None, below: Course | None = None, agreed: int = 0
    ) -> Course:
        self._runs += 1
        endowment = self._start + steps * self._unit
        course = self._runner.run(endowment, above=above, below=below, agreed=agreed)
        course.purse = None  # the largest part of a run, and only the last one's is looked at
        return course

    def _cost(self, course: Course) -> int:
        return sum(self._costs[at] for at in course.bought)

    def _ends(self, course: Course) -> bool:
        left = self._budget - self._cost(course)
        missing = self._buyable.difference(course.bought)
        if not missing:
            return True
        return self._exhaustive and all(self._costs[at] > left for at in missing)
