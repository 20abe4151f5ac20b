"""How much one envelope's ballot may hold. The form, the count and every door ask the same limits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from budgeting.cycles.models import Envelope
from budgeting.voting.refusals import (
    InvalidBallot,
    OverBudget,
    TooFewProjects,
    TooManyOfOneTopic,
    TooManyPoints,
    TooManyPointsForOne,
    TooManyProjects,
)
from civic.common.money import WON, Currency, amount_text


@dataclass(frozen=True, slots=True)
class Limits:
    """Least and most projects, also in one policy field, money (won), points in all and for one project; None: no limit."""

    least: int = 0
    most: int | None = None
    money: int | None = None
    points: int | None = None
    points_each: int | None = None
    per_topic: int | None = None
    currency: Currency = WON

    @classmethod
    def of(cls, envelope: Envelope, projects: int) -> "Limits":
        """The limits of an envelope with so many projects on the ballot: nobody need choose more than there are."""
        method = envelope.method
        most = 1 if method == Envelope.Method.CHOOSE_ONE else envelope.picks_max
        return cls(
            least=min(envelope.picks_min, projects),
            most=most,
            money=envelope.amount if method == Envelope.Method.KNAPSACK else envelope.budget_limit,
            per_topic=envelope.picks_per_topic,
            currency=envelope.cycle.money,
            points=envelope.points if method == Envelope.Method.CUMULATIVE else None,
            points_each=envelope.points_each if method == Envelope.Method.CUMULATIVE else None,
        )

    def refusals(
        self, name: str, named: int, cost: int, points: Sequence[int], topics: Iterable[int | None] = ()
    ) -> Iterator[InvalidBallot]:
        """What is too much or too little; nothing named is a blank vote and always valid.

        ``name`` is the envelope's, ``named`` the number of projects, ``cost`` what they cost together (won), ``topics``
        the policy field of each.
        """
        if not named:
            return
        if self.most is not None and named > self.most:
            yield TooManyProjects(name=name, most=self.most, chosen=named)
        if named < self.least:
            yield TooFewProjects(name=name, least=self.least, chosen=named)
        most_alike = max(Counter(one for one in topics if one).values(), default=0) if self.per_topic else 0
        if self.per_topic is not None and most_alike > self.per_topic:
            yield TooManyOfOneTopic(name=name, most=self.per_topic, chosen=most_alike)
        if self.money is not None and cost > self.money:
            yield OverBudget(name=name, over=amount_text(cost - self.money, self.currency))
        if self.points is not None and sum(points) > self.points:
            yield TooManyPoints(name=name, most=self.points, given=sum(points))
        if self.points_each is not None and any(one > self.points_each for one in points):
            yield TooManyPointsForOne(name=name, most=self.points_each, given=max(points))

    def allow(self, named: int, cost: int, points: Sequence[int], topics: Iterable[int | None] = ()) -> bool:
        """Whether nothing is too much or too little."""
        return next(self.refusals("", named, cost, points, topics), None) is None
