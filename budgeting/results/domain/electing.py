"""A counted envelope as an election that a ``.pb`` file tells."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import SystemRandom
from typing import Any

from django.utils import timezone

from budgeting.counting import Ballots, Election, write_pb
from budgeting.counting.amounts import decimal_text
from budgeting.counting.pabulib import PbProject
from budgeting.cycles.models import RuleSet
from budgeting.results import profiles
from budgeting.results.models import EnvelopeCount, Standing
from budgeting.voting.models import VotingGroup
from budgeting.voting.queries import voting_phase

#: Ballots whose score is not the number of ballots that name a project.
SCORED = ("cumulative", "scoring", "ordinal")


def elections(group: VotingGroup, rows: Sequence[EnvelopeCount]) -> Iterator[tuple[EnvelopeCount, Election]]:
    """One pass over the ballots, then the election of each envelope as a file tells it."""
    rules = RuleSet.objects.get(cycle=group.cycle_id)
    voiding = rules.invalid_rule == RuleSet.InvalidRule.VOID
    standings = {row.pk: _standings(row) for row in rows}
    gatherers = [
        profiles.Gatherer(
            row.envelope,
            [one.project for one in standings[row.pk]],
            voiding=voiding,
            with_points=profiles.has_points(row.shape),
        )
        for row in rows
    ]
    profiles.gather(group, gatherers)
    for row, gatherer in zip(rows, gatherers, strict=True):
        yield row, _election(group, row, rules, standings[row.pk], gatherer.gathered().ballots)


def _standings(row: EnvelopeCount) -> list[Standing]:
    return list(
        row.standings.select_related(
            "project__envelope__area", "project__area", "project__topic", "project__proposal", "override"
        )
    )


def _election(
    group: VotingGroup, row: EnvelopeCount, rules: RuleSet, standings: Sequence[Standing], ballots: Ballots
) -> Election:
    lines = profiles.project_lines(
        group, [one.project for one in standings], lots=group.roll_hash is not None
    )
    projects = []
    for line, standing in zip(lines, standings, strict=True):
        columns = {
            "name": standing.project.title,
            "votes": str(int(standing.votes)),
            "selected": str(int(standing.decided)),
        }
        if row.shape.get("vote_type") in SCORED:
            columns["score"] = str(standing.step.get("score", standing.votes))
        if standing.project.topic is not None:
            columns["category"] = standing.project.topic.name
        if standing.project.area is not None:
            columns["district"] = standing.project.area.name
        for name in ("lot", "submitted", "committee_score"):
            value = getattr(line, name)
            if value is not None:
                columns[name] = decimal_text(Fraction(value))  # a score of 67.71, never 6771/100
        columns["excludes"] = ",".join(line.excludes)
        projects.append(PbProject(line, int(standing.decided), columns))
    classes = profiles.classes_of(row.shape)
    return Election(
        meta=_meta(row),
        vote_type=row.shape.get("vote_type", "approval"),
        budget=row.budget,
        unit=row.unit,
        points_unit=row.shape.get("points_unit", 1),
        projects=tuple(projects),
        ballots=profiles.with_classes(ballots, classes),
        classes=classes,
    )


def _meta(row: EnvelopeCount) -> dict[str, str]:
    envelope, cycle = row.envelope, row.envelope.cycle
    phase = voting_phase(cycle)
    meta = {
        "description": f"{cycle.process.title} | {envelope.name}",
        "country": "Korea" if cycle.external_id is None else "",
        "unit": cycle.process.area.name,
        "subunit": envelope.name,
        "instance": str(cycle.budget_year),
        "rule": row.rule,
        "currency": cycle.currency,
        "comment": f"ties: {', '.join(row.options.get('ties', []))}; profile_sha256: {row.digest}",
    }
    if phase is not None:
        for name, moment in (("date_begin", phase.opens_at), ("date_end", phase.closes_at)):
            meta[name] = f"{timezone.localtime(moment):%d.%m.%Y}"
    meta |= _lengths(row)
    if row.options.get("threshold") is not None:
        meta["min_project_score_threshold"] = str(row.options["threshold"])
    classes = row.shape.get("classes", [])
    if classes:
        meta["voter_class_weights"] = ",".join(f"{name}={weight}" for name, weight in classes)
        meta["committee_weight"] = str(row.options.get("committee_weight", ""))
    return {name: value for name, value in meta.items() if value}


def _lengths(row: EnvelopeCount) -> dict[str, str]:
    """How long a ballot may be and how many points it holds, in the words of the format."""
    envelope, found = row.envelope, dict[str, str]()
    longest = row.shape.get("ranking_length") or envelope.picks_max
    if longest is not None:
        found |= {"min_length": str(envelope.picks_min), "max_length": str(longest)}
    if envelope.points is not None:
        found["max_sum_points"] = str(envelope.points)
    if envelope.points_each is not None:
        found["max_points"] = str(envelope.points_each)
    return found


def write_election(file: Any, election: Election) -> None:
    """Fresh ids, dealt by a shuffle: nothing of the box's order, slots or commitments is in them.

    Nobody can repeat the shuffle, neither from the file nor from the ledger: it is drawn from the machine's own chance
    and kept nowhere. The ballots of the file are the same every time, their ids and order never.
    """
    ids = [f"{number:07d}" for number in range(1, len(election.ballots) + 1)]
    SystemRandom().shuffle(ids)
    write_pb(file, election, voter_ids=ids)
