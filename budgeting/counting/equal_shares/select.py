"""The rule ``equal-shares``: the runs, the completion, and a step for each project."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from budgeting.counting.amounts import decimal_text
from budgeting.counting.completion import complete
from budgeting.counting.equal_shares.comparison import compared
from budgeting.counting.equal_shares.ledger import Purchase
from budgeting.counting.equal_shares.raising import Raised, Raising
from budgeting.counting.equal_shares.run import Course, Runner
from budgeting.counting.equal_shares.support import Support, supports
from budgeting.counting.options import Options
from budgeting.counting.outcome import Selection
from budgeting.counting.profile import Profile
from budgeting.counting.scores import scores, votes
from budgeting.counting.ties import TieList
from budgeting.counting.trace import Step, Verdict


def equal_shares(profile: Profile, options: Options) -> Selection:
    """The Method of Equal Shares with the utility and completion of the options (docs/counting.md)."""
    shares = _shares(profile, options)
    return compared(profile, options, shares) if options.comparison else shares


def _shares(profile: Profile, options: Options) -> Selection:
    if not profile.voters or not profile.projects:
        return complete(
            profile, options, [], [_unsupported(profile, at) for at in range(len(profile.projects))]
        )
    counted = votes(profile)
    ties = TieList(profile, counted, options.ties)
    runner = Runner(supports(profile, options), profile.groups.counts, ties, profile.unit * options.step)
    raised = _raised(profile, options, runner)
    course = runner.run(raised.endowment)
    steps = _Told(profile, course, runner.supports, counted).steps()
    notes: dict[str, object] = {
        "endowment": decimal_text(raised.endowment / profile.unit),
        "raised": raised.steps,
        "runs": raised.runs + 1,
    }
    selection = complete(profile, options, course.bought, steps)
    return replace(selection, ties=[*course.ties, *selection.ties], notes=notes)


def _raised(profile: Profile, options: Options, runner: Runner) -> Raised:
    start = Fraction(profile.budget, profile.voters)
    if options.integral:
        start = Fraction(start // profile.unit * profile.unit)
    if options.completion not in ("add1", "add1u"):
        return Raised(start, 0, 0)
    return Raising(runner, profile.costs, profile.budget, start, exhaustive=options.exhaustive).search()


def _unsupported(profile: Profile, at: int) -> Step:
    line = profile.projects[at]
    return Step(
        line.id, Verdict.UNSUPPORTED, at + 1, votes=0, score=0, cost=line.cost, left_before=profile.budget
    )


class _Told:
    """The trace of the run that counts, with exact amounts."""

    def __init__(
        self, profile: Profile, course: Course, supported: Sequence[Support], counted: Sequence[int]
    ) -> None:
        if course.purse is None:
            raise ValueError("a trace needs the purses of the run")
        self._profile = profile
        self._course = course
        self._purse = course.purse
        self._supports = supported
        self._votes = counted
        self._scores = scores(profile)
        self._sizes = profile.groups.counts

    def steps(self) -> list[Step]:
        """Bought projects in the order bought, then the others by score."""
        left, told = self._profile.budget, []
        for rank, at in enumerate(self._course.bought, 1):
            told.append(self._bought(rank, at, left))
            left -= self._profile.projects[at].cost
        others = set(range(len(self._profile.projects))).difference(self._course.bought)
        ranked = sorted(others, key=lambda at: (-self._scores[at], self._profile.projects[at].id))
        return [*told, *(self._missed(rank, at, left) for rank, at in enumerate(ranked, len(told) + 1))]

    def _plain(self, rank: int, at: int, left: int, verdict: Verdict) -> Step:
        line = self._profile.projects[at]
        score = Fraction(self._scores[at], self._profile.points_unit)
        whole = score.numerator if score.denominator == 1 else score
        return Step(line.id, verdict, rank, self._votes[at], whole, line.cost, left)

    def _bought(self, rank: int, at: int, left: int) -> Step:
        step = self._plain(rank, at, left, Verdict.SELECTED)
        if rank <= self._course.free:
            return replace(
                step, price=Fraction(0), paid_most=Fraction(0), payers=self._supports[at].voters, paid_all=0
            )
        number = rank - 1 - self._course.free
        purchase: Purchase = self._purse.ledger.purchases[number]
        rate = self._purse.ledger.rate(number)
        largest = 1 if purchase.shares is None else int(purchase.shares.max(initial=0))
        gave_all = purchase.given
        return replace(
            step,
            price=rate / self._supports[at].scale,
            paid_most=rate * largest,
            payers=int(self._sizes[purchase.paying].sum()) + gave_all,
            paid_all=gave_all,
        )

    def _missed(self, rank: int, at: int, left: int) -> Step:
        support = self._supports[at]
        if not support.weight:
            return self._plain(rank, at, left, Verdict.UNSUPPORTED)
        purse = self._purse
        holding = support.groups[purse.money[support.groups] > 0.0]
        return replace(
            self._plain(rank, at, left, Verdict.UNAFFORDABLE),
            payers=int(self._sizes[holding].sum()),
            missing=support.cost - purse.ledger.money_of(holding),
        )
