"""How much one envelope's ballot may hold. The form, the count and every door ask the same limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgeting.cycles.models import Envelope
from budgeting.voting.refusals import (
    InvalidBallot,
    OverBudget,
    TooFewProjects,
    TooManyPoints,
    TooManyPointsForOne,
    TooManyProjects,
)
from civic.common.money import won


@dataclass(frozen=True, slots=True)
class Limits:
    """Least and most projects, money (won), points in all and for one project; None where nothing limits."""

    least: int = 0
    most: int | None = None
    money: int | None = None
    points: int | None = None
    points_each: int | None = None

    @classmethod
    def of(cls, envelope: Envelope, projects: int) -> "Limits":
        """The limits of an envelope with so many projects on the ballot: nobody need choose more than there are."""
        method = envelope.method
        most = 1 if method == Envelope.Method.CHOOSE_ONE else envelope.picks_max
        return cls(
            least=min(envelope.picks_min, projects),
            most=most,
            money=envelope.amount if method == Envelope.Method.KNAPSACK else None,
            points=envelope.points if method == Envelope.Method.CUMULATIVE else None,
            points_each=envelope.points_each if method == Envelope.Method.CUMULATIVE else None,
        )

    def refusals(self, name: str, named: int, cost: int, points: Sequence[int]) -> Iterator[InvalidBallot]:
        """What is too much or too little; nothing named is a blank vote and always valid.

        ``name`` is the envelope's, ``named`` the number of projects, ``cost`` what they cost together (won).
        """
        if not named:
            return
        if self.most is not None and named > self.most:
            yield TooManyProjects(name=name, most=self.most, chosen=named)
        if named < self.least:
            yield TooFewProjects(name=name, least=self.least, chosen=named)
        if self.money is not None and cost > self.money:
            yield OverBudget(name=name, over=won(cost - self.money))
        if self.points is not None and sum(points) > self.points:
            yield TooManyPoints(name=name, most=self.points, given=sum(points))
        if self.points_each is not None and any(one > self.points_each for one in points):
            yield TooManyPointsForOne(name=name, most=self.points_each, given=max(points))

    def allow(self, named: int, cost: int, points: Sequence[int]) -> bool:
        """Whether nothing is too much or too little."""
        return next(self.refusals("", named, cost, points), None) is None
