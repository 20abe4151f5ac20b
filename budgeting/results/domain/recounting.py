"""Counting again from the opened ballots, and comparing with what was stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from budgeting.counting import count as count_profile
from budgeting.cycles.models import Cycle, RuleSet
from budgeting.results import profiles
from budgeting.results.models import EnvelopeCount
from budgeting.voting import sealing
from budgeting.voting.models import OpenedBallot, VotingGroup


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was stored."""

    envelope: str
    what: str
    stored: str
    found: str


def recount(cycle: Cycle) -> Iterator[Difference]:
    """Check every opening against its commitment, count every envelope anew, and give what differs (nothing: all is well)."""
    group: VotingGroup = cycle.voting
    rows = list(EnvelopeCount.objects.filter(count__cycle=cycle).select_related("envelope", "count"))
    yield from _openings(group, rows)
    voiding = RuleSet.objects.get(cycle=cycle).invalid_rule == RuleSet.InvalidRule.VOID
    for row in rows:
        yield from _envelope(group, row, voiding)


def _openings(group: VotingGroup, rows: list[EnvelopeCount]) -> Iterator[Difference]:
    seen = 0
    for ballot in OpenedBallot.objects.filter(group=group).iterator(chunk_size=5000):
        seen += 1
        seal = None if ballot.class_seal is None else bytes(ballot.class_seal)
        content = sealing.canonical(ballot.choices, ballot.area_code, ballot.points, seal)
        found = sealing.commitment(bytes(ballot.nonce), content)
        if found != bytes(ballot.commitment):
            yield Difference("", "commitment of a ballot", bytes(ballot.commitment).hex(), found.hex())
        if (
            ballot.voter_class
            and sealing.class_seal(bytes(ballot.class_nonce or b""), ballot.voter_class) != seal
        ):
            yield Difference("", "class of a ballot", bytes(ballot.commitment).hex(), ballot.voter_class)
    if rows and seen != rows[0].count.ballots:
        yield Difference("", "number of ballots", str(rows[0].count.ballots), str(seen))


def _envelope(group: VotingGroup, row: EnvelopeCount, voiding: bool) -> Iterator[Difference]:
    standings = list(
        row.standings.select_related("project__envelope__area", "project__area", "project__proposal")
    )
    projects = [one.project for one in standings]
    gatherer = profiles.Gatherer(
        row.envelope, projects, voiding=voiding, with_points=profiles.has_points(row.shape)
    )
    profiles.gather(group, [gatherer])
    lines = profiles.project_lines(group, projects, lots=group.roll_hash is not None)
    profile = profiles.profile(row.budget, lines, gatherer.gathered().ballots, row.shape)
    outcome = count_profile(profile, row.rule, row.options)
    key = row.envelope.key
    if outcome.profile_sha256 != row.digest:
        yield Difference(key, "profile", row.digest, outcome.profile_sha256)
    stored = [one.project.number for one in standings if one.funded]
    if outcome.winners != stored:
        yield Difference(key, "winners", ", ".join(stored), ", ".join(outcome.winners))
    if outcome.cost != row.cost:
        yield Difference(key, "cost", str(row.cost), str(outcome.cost))
    steps = {one.project.number: one.step for one in standings}
    for step in outcome.steps:
        if profiles.step_data(step) != steps.get(step.project):
            yield Difference(
                key, f"step of {step.project}", str(steps.get(step.project)), str(profiles.step_data(step))
            )
