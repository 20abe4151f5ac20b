"""add1: raise what every voter holds, one unit of currency at a time, until the outcome is exhaustive.

Every whole step counts, because more money can buy less, so none may be jumped over unless it is proved that it
leads to the same purchases. Runs at the two ends of a stretch prove it for the whole stretch (``Runner.run`` with
``like``); stretches grow while proofs succeed and shrink where one fails.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from budgeting.counting.equal_shares.run import Course, Runner

_LONGEST_STRETCH = 1 << 40


@dataclass(frozen=True, slots=True)
class Raised:
    """The run whose outcome counts, how many steps the endowment was raised for it, and how many runs it took."""

    course: Course
    steps: int
    runs: int


class Raising:
    """The search for the endowment whose outcome counts."""

    def __init__(
        self, runner: Runner, costs: Sequence[int], budget: int, unit: int, *, exhaustive: bool
    ) -> None:
        self._runner = runner
        self._costs = costs
        self._budget = budget
        self._unit = unit
        self._exhaustive = exhaustive
        self._buyable = [at for at, support in enumerate(runner.supports) if support.weight]
        self._runs = 0

    def search(self, start: Fraction) -> Raised:
        """Raise from ``start``.

        The outcome that counts is the first to which no supported project could be added within the budget, or else
        the last one before the budget would be exceeded (without ``exhaustive`` always the latter).
        """
        course, steps, stretch = self._run(start), 0, 1
        while not self._ends(course):
            # Nothing changes within a stretch that follows: neither the purchases nor, therefore, whether it ends.
            ahead = self._run_like(course, start + (steps + stretch) * self._unit) if stretch > 1 else None
            if ahead is not None:
                course, steps, stretch = ahead, steps + stretch, min(2 * stretch, _LONGEST_STRETCH)
                continue
            if stretch > 1:
                stretch //= 2
                continue
            follower = self._run(start + (steps + 1) * self._unit)
            if self._cost(follower) > self._budget:
                break
            stretch = 2 if follower.bought == course.bought else 1
            course, steps = follower, steps + 1
        return Raised(course, steps, self._runs)

    def once(self, start: Fraction) -> Raised:
        """The run with the first endowment, whatever is left over."""
        return Raised(self._run(start), 0, self._runs)

    def _run(self, endowment: Fraction) -> Course:
        self._runs += 1
        course = self._runner.run(endowment)
        assert course is not None  # noqa: S101  # only a run that follows another is given up
        return course

    def _run_like(self, course: Course, endowment: Fraction) -> Course | None:
        self._runs += 1
        return self._runner.run(endowment, course)

    def _cost(self, course: Course) -> int:
        return sum(self._costs[at] for at in course.bought)

    def _ends(self, course: Course) -> bool:
        left = self._budget - self._cost(course)
        missing = set(self._buyable).difference(course.bought)
        if not missing:
            return True
        return self._exhaustive and all(self._costs[at] > left for at in missing)
