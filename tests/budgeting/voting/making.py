"""Votes for tests: a cycle made as a city makes it (rules and projects first, then the roll, then the clock)."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.voting.domain.casting import Receipt, cast_ballot
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.models import VotingGroup
from civic.accounts.actors import System
from civic.accounts.models import User
from civic.processes.models import Phase
from tests import factories

numbers = itertools.count(1)
KINDS = ("prices", "voting", "recount", "result")


@dataclass
class Vote:
    """A cycle with a vote: everything a test wants to hold in its hand."""

    cycle: Cycle
    envelope: Envelope
    projects: list[Project]

    @property
    def group(self) -> VotingGroup:
        return VotingGroup.objects.get(cycle=self.cycle)

    @property
    def closes_at(self) -> datetime:
        return Phase.objects.get(process=self.cycle.process, kind="voting").closes_at

    def choose(self, *places: int) -> dict[str, list[str]]:
        """Choices by the places of the projects in this vote's (first) envelope."""
        return {self.envelope.key: [self.projects[at].number for at in places]}

    def cast(self, voter: User, *places: int, points: Sequence[int] = ()) -> Receipt:
        """``points`` beside the places, where points are given."""
        beside = {self.envelope.key: list(points)} if points else None
        return cast_ballot(voter, self.cycle, self.choose(*places), uuid4(), beside)

    def end(self) -> None:
        """Let the clock pass the end of the voting phase."""
        end_voting(self.cycle)

    def close(self) -> None:
        """End the phase and close the box."""
        self.end()
        close_voting(System("test"), fresh(self.cycle))


def fresh(cycle: Cycle) -> Cycle:
    return Cycle.objects.get(pk=cycle.pk)


def a_vote(
    costs: Iterable[int] = (300, 200, 100),
    *,
    open_now: bool = True,
    prepared: bool = True,
    **envelope: object,
) -> Vote:
    """A vote of one envelope (1,000 won, up to 3 picks); the people who exist now are on its roll."""
    rules = {
        name: envelope.pop(name) for name in list(envelope) if name in {f.name for f in RuleSet._meta.fields}
    }
    process = factories.a_process("budget", title="2027 시민참여예산", title_en="Budget 2027")
    later = timezone.now() + timedelta(days=100)
    for place, kind in enumerate(KINDS):
        opens = later + timedelta(days=10 * place)
        Phase.objects.create(process=process, kind=kind, opens_at=opens, closes_at=opens + timedelta(days=10))
    cycle = Cycle.objects.create(
        process=process, slug=f"vote-{next(numbers)}", budget_year=2027, published=True
    )
    factories.with_rules(cycle, **rules)
    one = factories.an_envelope(cycle, **{"amount": 1000, "picks_max": 3, **envelope})
    projects = [factories.a_project(one, cost=cost) for cost in costs]
    if prepared:
        prepare_voting(System("test"), cycle)
    if open_now:
        open_voting(cycle)
    return Vote(fresh(cycle), one, projects)


def begin(vote: Vote) -> None:
    """Prepare and open a vote to which envelopes and projects were added since it was made."""
    prepare_voting(System("test"), fresh(vote.cycle))
    open_voting(vote.cycle)
    vote.cycle = fresh(vote.cycle)


def open_voting(cycle: Cycle) -> None:
    """Move the phases so that voting is open now."""
    now = timezone.now()
    for place, kind in enumerate(KINDS):
        opens = now + timedelta(days=10 * place - 15)
        Phase.objects.filter(process=cycle.process, kind=kind).update(
            opens_at=opens, closes_at=opens + timedelta(days=10)
        )


def end_voting(cycle: Cycle, at: datetime | None = None) -> None:
    """Let the voting phase end at ``at`` (now, where not told)."""
    at = at or timezone.now()
    Phase.objects.filter(process=cycle.process, kind="voting").update(closes_at=at)


def voters(count: int, borough: str = "1111000000", name: str = "voter") -> list[User]:
    """Verified residents; make them before the vote, so that they are on its roll."""
    return [factories.a_resident(f"{name}{number}", borough) for number in range(count)]
