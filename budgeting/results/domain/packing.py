"""The package that lets anybody recount: a ``.pb`` file for each envelope, the opened ballots, the result with its checksums.

Files are written once, at the publication, into the storage of the platform; what is downloaded is what was published.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from random import Random
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from budgeting.counting import Ballots, Election, write_pb
from budgeting.counting.pabulib import PbProject
from budgeting.cycles.models import Cycle, RuleSet
from budgeting.results import profiles
from budgeting.results.domain import proving
from budgeting.results.models import Count, EnvelopeCount, Standing
from budgeting.voting.domain.sequencing import log_result
from budgeting.voting.models import OpenedBallot, VotingGroup
from budgeting.voting.queries import voting_phase
from budgeting.voting.sealing import DOMAIN

#: Ballots whose score is not the number of ballots that name a project.
SCORED = ("cumulative", "scoring", "ordinal")
RESULT, BALLOTS = "result.json", "ballots.jsonl"


def smallest_file() -> int:
    """Fewer ballots than this (in all, or in a district whose name stands on the ballot) are not published one by one.

    Demo mode has few voters and invented ones, so there every ballot is published.
    """
    return 1 if settings.DEMO_MODE else int(getattr(settings, "BALLOT_FILE_MINIMUM", 50))


def path_of(cycle: Cycle, name: str) -> str:
    """Where a file of the package lies in the storage."""
    return f"results/{cycle.slug}/{name}"


def write_files(count: Count) -> dict[str, dict[str, Any]]:
    """Write the package; gives {name: {"sha256", "bytes"}}. A package that lies there already is replaced."""
    group: VotingGroup = count.cycle.voting
    rows = list(
        count.envelopes.select_related("envelope__cycle__process__area").order_by("envelope__position", "pk")
    )
    files: dict[str, dict[str, Any]] = {}
    left_out = 0
    if count.ballots >= smallest_file():
        for row, election in _elections(group, rows):
            name = f"{row.envelope.key}.pb"
            files[name] = _write(count.cycle, name, partial(_write_pb, election=election, row=row))
        small = _small_scopes(group)
        left_out = sum(small.values())
        files[BALLOTS] = _write(count.cycle, BALLOTS, lambda file: _write_ballots(file, group, set(small)))
    one_by_one = count.ballots - left_out if files else 0
    if group.log_key is not None:
        for name, write in proving.before_the_result(count, group).items():
            files[name] = _write(count.cycle, name, write)
    result = _result(count, rows, files, count.ballots - one_by_one)
    files[RESULT] = _write(count.cycle, RESULT, lambda file: file.write(result))
    if group.log_key is not None:
        _seal(count, group, files)
    return files


def _seal(count: Count, group: VotingGroup, files: dict[str, dict[str, Any]]) -> None:
    """The ledger's line about the result, the ledger itself, and everything in one file."""
    log_result(group, files[RESULT]["sha256"], count.published_at or count.counted_at)
    for name, write in proving.after_the_result(group).items():
        files[name] = _write(count.cycle, name, write)
    content = {}
    for name in files:
        with default_storage.open(path_of(count.cycle, name)) as file:
            content[name] = file.read()
    archive = proving.zipped(content)
    files[proving.PACKAGE] = _write(count.cycle, proving.PACKAGE, lambda file: file.take(archive))


class _Hashing:
    """A text file's face over a binary one, that hashes and counts what passes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest, self.bytes = file, sha256(), 0

    def write(self, text: str) -> int:
        return self.take(text.encode())

    def take(self, data: bytes) -> int:
        self.digest.update(data)
        self.bytes += len(data)
        return self.file.write(data)


def _write(cycle: Cycle, name: str, write: Callable[[Any], Any]) -> dict[str, Any]:
    path = path_of(cycle, name)
    with TemporaryFile() as file:
        hashing = _Hashing(file)
        write(hashing)
        file.seek(0)
        if default_storage.exists(path):
            default_storage.delete(path)
        default_storage.save(path, File(file))
    return {"sha256": hashing.digest.hexdigest(), "bytes": hashing.bytes}


def _elections(group: VotingGroup, rows: Sequence[EnvelopeCount]) -> Iterator[tuple[EnvelopeCount, Election]]:
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
            "project__envelope", "project__area", "project__topic", "project__proposal", "override"
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
                columns[name] = str(value)
        projects.append(PbProject(line, int(standing.decided), columns))
    classes = profiles.classes_of(row.shape)
    return Election(
        meta=_meta(row, rules),
        vote_type=row.shape.get("vote_type", "approval"),
        budget=row.budget,
        unit=row.unit,
        points_unit=row.shape.get("points_unit", 1),
        projects=tuple(projects),
        ballots=profiles.with_classes(ballots, classes),
        classes=classes,
    )


def _meta(row: EnvelopeCount, rules: RuleSet) -> dict[str, str]:
    envelope, cycle = row.envelope, row.envelope.cycle
    phase = voting_phase(cycle)
    meta = {
        "description": f"{cycle.process.title} | {envelope.name}",
        "country": "Korea" if cycle.external_id is None else "",
        "unit": cycle.process.area.name,
        "subunit": envelope.name,
        "instance": str(cycle.budget_year),
        "rule": row.rule,
        "currency": rules.currency,
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


def _write_pb(file: Any, election: Election, row: EnvelopeCount) -> None:
    """Fresh ids, dealt by a shuffle: nothing of the box's order, slots or commitments is in them.

    The shuffle is seeded with the profile's hash, so that the same count always makes the same file.
    """
    ids = [f"{number:07d}" for number in range(1, len(election.ballots) + 1)]
    Random(row.digest).shuffle(ids)
    write_pb(file, election, voter_ids=ids)


def _small_scopes(group: VotingGroup) -> dict[str, int]:
    """Districts named on ballots of which there are too few to publish each."""
    found = Counter(OpenedBallot.objects.filter(group=group).values_list("area_code", flat=True).iterator())
    return {area: ballots for area, ballots in found.items() if area and ballots < smallest_file()}


def _write_ballots(file: Any, group: VotingGroup, small: set[str]) -> None:
    rows = OpenedBallot.objects.filter(group=group).exclude(area_code__in=small).order_by("commitment")
    for row in rows.iterator(chunk_size=5000):
        values = {
            "commitment": bytes(row.commitment).hex(),
            "nonce": bytes(row.nonce).hex(),
            "scope": row.area_code,
            "choices": row.choices,
            "channel": row.channel,
        }
        if row.points is not None:
            values["points"] = row.points
        file.write(json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n")


def _result(
    count: Count, rows: Sequence[EnvelopeCount], files: dict[str, dict[str, Any]], left_out: int
) -> str:
    """The result as JSON: for programs, and for whoever checks the page against it."""
    group: VotingGroup = count.cycle.voting
    body = {
        "cycle": count.cycle.slug,
        "title": count.cycle.process.title,
        "software": count.software,
        "commitment": f"SHA-256({DOMAIN.decode()!r} + nonce + canonical JSON of choices, points where given, and scope)",
        "ballots": count.ballots,
        "ballots_by_channel": count.channels,
        "ballots_not_published_one_by_one": left_out,
        "roll": {
            "size": count.eligible,
            "sha256": bytes(group.roll_hash or b"").hex(),
            "by_area": group.roll_totals,
        },
        "turnout": count.turnout,
        "files": files,
        "envelopes": [_envelope(row) for row in rows],
    }
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _envelope(row: EnvelopeCount) -> dict[str, Any]:
    standings = list(row.standings.select_related("project", "override"))
    return {
        "key": row.envelope.key,
        "name": row.envelope.name,
        "rule": row.rule,
        "options": row.options,
        "shape": row.shape,
        "profile_sha256": row.digest,
        "budget": row.budget,
        "cost": row.cost,
        "ballots": row.ballots,
        "blank": row.blanks,
        "void": row.voids,
        "ties": row.ties,
        "winners": [one.project.number for one in standings if one.funded],
        "steps": [one.step for one in standings],
        "comparison": row.comparison,
        "decided_otherwise": [
            {
                "project": one.project.number,
                "counted": one.funded,
                "decided": one.decided,
                "reason": one.override.reason,
            }
            for one in standings
            if hasattr(one, "override")
        ],
        "committee": _committee(row, standings),
    }


def _committee(row: EnvelopeCount, standings: Sequence[Standing]) -> dict[str, str]:
    """The committee's scores, where the tie list may ask for them."""
    if "committee" not in row.options.get("ties", []):
        return {}
    scores = profiles.committee_scores([one.project for one in standings])
    return {one.project.number: str(scores[one.project_id]) for one in standings if one.project_id in scores}
