"""A vote on many projects, each with as much text as a real one."""

import random

from budgeting.cycles.models import Project, Review
from tests import factories
from tests.budgeting.voting import making

SYLLABLES = [chr(0xAC00 + 28 * n) for n in range(0, 399, 3)]


def words(chance: random.Random, letters: int) -> str:
    """Text that compresses no better than real sentences do."""
    text = ""
    while len(text) < letters:
        text += "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) + " "
    return text[:letters].strip()


def a_big_vote(projects: int, **envelope: object) -> making.Vote:
    """Open, on its ballot ``projects`` projects of 1,000, 2,000 … won with their reviews."""
    chance, area, topic = random.Random(7), factories.a_borough(), factories.a_topic()
    vote = making.a_vote((), prepared=False, open_now=False, **envelope)
    department = factories.a_department()
    vote.projects = Project.objects.bulk_create(
        Project(
            envelope=vote.envelope, number=f"2027-{n:03d}", state="on_ballot", title=words(chance, 24), area=area,
            topic=topic, place=words(chance, 10), summary=words(chance, 300), beneficiaries=words(chance, 12),
            proposed_cost=1000 * n, cost=1000 * n,
        )
        for n in range(1, projects + 1)
    )  # fmt: skip
    Review.objects.bulk_create(
        Review(
            project=one,
            department=department,
            verdict="eligible",
            text=words(chance, 200),
            estimated_cost=one.cost,
        )
        for one in vote.projects
    )
    making.begin(vote)
    return vote
