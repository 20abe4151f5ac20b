"""A committee at work: five voting members, one project before it, and people in every relation to it."""

from dataclasses import dataclass

import pytest

from budgeting.committee.models import Committee, Declaration, Member
from budgeting.cycles.models import Cycle, Envelope, Project
from civic.accounts.models import User
from tests import factories


@dataclass
class Work:
    cycle: Cycle
    envelope: Envelope
    committee: Committee
    members: list[Member]
    project: Project
    author: User

    def declare_none(self, member: Member, project: Project | None = None) -> None:
        Declaration.objects.create(member=member, project=project or self.project, interest="none")


def at_work(phase: str = "committee") -> Work:
    cycle = factories.a_cycle(phase)
    factories.with_rules(cycle)
    envelope = factories.an_envelope(cycle)
    committee = factories.a_committee(cycle)
    members = [factories.a_seat(committee, factories.a_resident(f"member{n}")) for n in range(5)]
    author = factories.a_resident("author")
    proposal = factories.a_proposal(author=author, state="answered")
    project = factories.a_project(
        envelope, state="eligible", proposal=proposal, summary="골목에 안내등을 답니다."
    )
    return Work(cycle, envelope, committee, members, project, author)


@pytest.fixture
def work(db: None) -> Work:
    return at_work()


def full(level: int = 3, **others: int) -> dict[str, int]:
    """Scores for every criterion of the default rubric."""
    return dict.fromkeys(("necessity", "benefit", "feasibility", "cost", "participation"), level) | others


def english(user: User) -> User:
    """The same person, reading English: a signed-in person's language is their own, whatever the browser says."""
    user.language = "en"
    user.save(update_fields=["language"])
    return user
