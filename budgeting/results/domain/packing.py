"""The package that lets anybody recount: a ``.pb`` file for each envelope, the opened ballots, the result with its checksums.

Files are written once, at the publication, into the storage of the platform; what is downloaded is what was published.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models

from budgeting.cycles.models import Cycle
from budgeting.results import profiles, telling
from budgeting.results.domain import proving
from budgeting.results.domain.electing import elections, write_election
from budgeting.results.models import Count, EnvelopeCount, Standing
from budgeting.results.suppression import SMALLEST_CELL, untold_areas
from budgeting.voting.ballots import is_one_districts
from budgeting.voting.domain.sequencing import log_result
from budgeting.voting.models import OpenedBallot, VotingGroup
from budgeting.voting.sealing import DOMAIN

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
        count.envelopes.select_related("envelope__cycle__process__area", "envelope__area").order_by(
            "envelope__position", "pk"
        )
    )
    files: dict[str, dict[str, Any]] = {}
    left_out = 0
    if count.ballots >= smallest_file():
        small = _small_scopes(count, group)
        for row, election in elections(group, [row for row in rows if _one_by_one(row, small)]):
            name = f"{row.envelope.key}.pb"
            files[name] = _write(count.cycle, name, partial(write_election, election=election))
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


def _is_untold(row: EnvelopeCount) -> bool:
    """Whether the package leaves out what the page does not tell: not where every single ballot is published."""
    return row.untold and smallest_file() > 1


def _one_by_one(row: EnvelopeCount, small: Mapping[str, int]) -> bool:
    """Whether the ballots of an envelope are published one by one: enough of them, and their number is told.

    A district's own envelope may have few ballots although the vote has many. Where one envelope is for all districts, each
    voter having the projects of their own, the projects on a ballot say whose it is: one ``small`` district is enough.
    """
    tells_district = row.envelope.own_borough_only and not is_one_districts(row.envelope)
    return row.ballots >= smallest_file() and not _is_untold(row) and not (tells_district and small)


def _small_scopes(count: Count, group: VotingGroup) -> dict[str, int]:
    """Districts named on ballots of which there are too few to publish each, or whose number is not told.

    What is left out is published as one sum. Were only the districts with few ballots left out, a single one of them
    could be read from it; with those that the turnout leaves out there are always at least two.
    """
    untold = untold_areas(count.turnout) if smallest_file() > 1 else set()
    found = Counter(OpenedBallot.objects.filter(group=group).values_list("area_code", flat=True).iterator())
    return {
        area: ballots
        for area, ballots in found.items()
        if area and (ballots < smallest_file() or area in untold)
    }


def _write_ballots(file: Any, group: VotingGroup, small: set[str]) -> None:
    for _commitment, line in ballot_lines(group, OpenedBallot.objects.exclude(area_code__in=small)):
        file.write(line)


def ballot_lines(group: VotingGroup, ballots: models.QuerySet[OpenedBallot]) -> Iterator[tuple[str, str]]:
    """(commitment, line of ``ballots.jsonl``) of those of the group, in the order of commitments."""
    rows = ballots.filter(group=group).order_by("commitment").values_list(
        "commitment", "nonce", "area_code", "choices", "points", "channel", "class_seal", "class_nonce", "voter_class",
        named=True,
    )  # fmt: skip
    silent = _silent_about_doors(group)
    written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
    for row in rows.iterator(chunk_size=5000):
        values = {
            "commitment": bytes(row.commitment).hex(),
            "nonce": bytes(row.nonce).hex(),
            "scope": row.area_code,
            "choices": row.choices,
            **_door(row, silent),
        }
        if row.points is not None:
            values["points"] = row.points
        yield values["commitment"], written(values) + "\n"


def _silent_about_doors(group: VotingGroup) -> set[str]:
    """Districts in which a few ballots came from a kiosk, or all but a few: there neither door is named.

    Somebody who saw the two people at the device would find their choices. Paper is named everywhere, because the ledger
    names the slips of a place.
    """
    if smallest_file() == 1:
        return set()
    opened = OpenedBallot.objects.filter(group=group).exclude(channel="paper")
    rows = opened.values_list("area_code", "channel").annotate(n=models.Count("pk")).order_by()
    found: dict[str, dict[str, int]] = {}
    for area, channel, n in rows:
        found.setdefault(area, {})[channel] = n
    return {area for area, doors in found.items() if len(doors) > 1 and min(doors.values()) < SMALLEST_CELL}


def _door(row: Any, silent: set[str]) -> dict[str, str]:
    """The door that a ballot came in by, and its class, as far as it is opened.

    Beside a class only paper is named: of the graduates of a district one or two may have come to a kiosk.
    """
    if row.class_seal is None:
        return {} if row.area_code in silent and row.channel != "paper" else {"channel": row.channel}
    values = {"class": bytes(row.class_seal).hex()}
    if row.voter_class:
        values |= {"voter_class": row.voter_class, "class_nonce": bytes(row.class_nonce or b"").hex()}
    return values


def _result(
    count: Count, rows: Sequence[EnvelopeCount], files: dict[str, dict[str, Any]], left_out: int
) -> str:
    """The result as JSON: for programs, and for whoever checks the page against it."""
    group: VotingGroup = count.cycle.voting
    body = {
        "cycle": count.cycle.slug,
        "title": count.cycle.process.title,
        "software": count.software,
        "commitment": f"SHA-256({DOMAIN.decode()!r} + nonce + canonical JSON of choices, points and class where given, scope)",
        "ballots": count.ballots,
        "ballots_by_channel": count.channels,
        **({"classes": count.classes} if count.classes else {}),
        "ballots_not_published_one_by_one": left_out,
        "roll": {
            "size": count.eligible,
            "sha256": bytes(group.roll_hash or b"").hex(),
            "by_area": group.roll_totals,
        },
        "turnout": count.turnout,
        **({"turnout_by_age": count.turnout_by_age} if count.turnout_by_age else {}),
        "files": files,
        "envelopes": [_envelope(row) for row in rows],
    }
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _envelope(row: EnvelopeCount) -> dict[str, Any]:
    standings = list(row.standings.select_related("project", "override"))
    body = {
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
    return telling.without_numbers(body) if _is_untold(row) else body


def _committee(row: EnvelopeCount, standings: Sequence[Standing]) -> dict[str, str]:
    """The committee's scores, where the tie list may ask for them or they weigh in the sum."""
    weighs = row.options.get("committee_weight", "0") != "0"
    if "committee" not in row.options.get("ties", []) and not weighs:
        return {}
    scores = profiles.committee_scores([one.project for one in standings])
    return {one.project.number: str(scores[one.project_id]) for one in standings if one.project_id in scores}
