"""Write an election as a clean ``.pb`` file.

What is written can be published: voter ids are fresh ones handed in by the caller, rows are sorted by them so that
their order tells nothing, no time is written, and a voter column (age, sex, district) only where asked for and only
for combinations that at least ten voters share.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import TextIO

from budgeting.counting.amounts import decimal_text
from budgeting.counting.ballots import Ballots
from budgeting.counting.errors import ProfileError
from budgeting.counting.pabulib.election import Election, PbProject
from budgeting.counting.profile import POINTS

#: A combination of voter columns shared by fewer voters than this is left blank.
SMALLEST_CELL = 10

_PROJECT_COLUMNS = (
    "name",
    "category",
    "target",
    "beneficiaries",
    "selected",
    "subunit",
    "description",
    "public_id",
    "neighborhood",
    "district",
    "latitude",
    "longitude",
    "committee_score",
    "submitted",
    "lot",
    "excludes",
)


def write_pb(
    target: str | PathLike[str] | TextIO,
    election: Election,
    *,
    voter_ids: Sequence[str],
    columns: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write an election.

    ``voter_ids`` are fresh, shuffled, one for each ballot; ``columns`` are voter columns, one value for each ballot
    (cells below ``SMALLEST_CELL`` are blanked here). ``num_projects``, ``num_votes``, ``budget`` and ``vote_type`` are
    written from what is counted, other META as given. Raises ProfileError where ids are doubled or too few.
    """
    if len(voter_ids) != len(election.ballots):
        raise ProfileError(f"{len(voter_ids)} voter ids for {len(election.ballots)} ballots")
    if len(set(voter_ids)) != len(voter_ids):
        raise ProfileError("a voter id is used twice")
    if isinstance(target, (str, PathLike)):
        with Path(target).open("w", encoding="utf-8", newline="") as file:
            _write(file, election, voter_ids, columns or {})
    else:
        _write(target, election, voter_ids, columns or {})


def _write(
    file: TextIO, election: Election, voter_ids: Sequence[str], columns: Mapping[str, Sequence[str]]
) -> None:
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerows([["META"], ["key", "value"], *_meta(election)])
    header = _project_header(election.projects)
    writer.writerows([["PROJECTS"], header])
    writer.writerows(_project_row(election, project, header) for project in election.projects)
    writer.writerows([["VOTES"], _vote_header(election, columns)])
    writer.writerows(_votes(election, voter_ids, shared_by_enough(columns, len(voter_ids))))


def _meta(election: Election) -> Iterator[list[str]]:
    fixed = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(len(election.ballots)),
        "budget": decimal_text(Fraction(election.budget, election.unit)),
        "vote_type": election.vote_type,
    }
    for key, value in {**election.meta, **fixed}.items():
        yield [key, value]


def _project_header(projects: Sequence[PbProject]) -> list[str]:
    extra = [name for name in _PROJECT_COLUMNS if any(project.columns.get(name) for project in projects)]
    counted = [name for name in ("votes", "score") if all(name in project.columns for project in projects)]
    return ["project_id", "cost", *counted, *extra]


def _project_row(election: Election, project: PbProject, header: Sequence[str]) -> list[str]:
    cost = decimal_text(Fraction(project.line.cost, election.unit))
    values = {**project.columns, "project_id": project.line.id, "cost": cost}
    return [values.get(name, "") for name in header]


def _vote_header(election: Election, columns: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        "voter_id",
        "vote",
        *(["points"] if election.vote_type in POINTS else []),
        *_class_header(election),
        *columns,
    ]


def _class_header(election: Election) -> list[str]:
    return ["voter_class"] if election.ballots.classes is not None else []


def _votes(
    election: Election, voter_ids: Sequence[str], columns: Mapping[str, Sequence[str]]
) -> Iterator[list[str]]:
    ballots: Ballots = election.ballots
    names = [project.line.id for project in election.projects]
    for at in sorted(range(len(voter_ids)), key=voter_ids.__getitem__):
        span = slice(int(ballots.offsets[at]), int(ballots.offsets[at + 1]))
        row = [voter_ids[at], ",".join(names[member] for member in ballots.members[span].tolist())]
        if ballots.points is not None and election.vote_type in POINTS:
            given = ballots.points[span].tolist()
            row.append(",".join(decimal_text(Fraction(point, election.points_unit)) for point in given))
        if ballots.classes is not None:
            row.append(election.classes[int(ballots.classes[at])].name)
        yield [*row, *(values[at] for values in columns.values())]


def shared_by_enough(columns: Mapping[str, Sequence[str]], voters: int) -> dict[str, list[str]]:
    """The columns with every combination blanked that fewer than ``SMALLEST_CELL`` voters share.

    Where the blanked voters together would still be fewer than that, the next smallest combination is blanked too, so
    that nobody is found by subtraction.
    """
    rows = list(zip(*columns.values(), strict=True)) if columns else [()] * voters
    if len(rows) != voters:
        raise ProfileError(f"a voter column has {len(rows)} values for {voters} ballots")
    sizes = Counter(rows).most_common()
    blanked: set[tuple[str, ...]] = set()
    hidden = 0
    while sizes and (sizes[-1][1] < SMALLEST_CELL or 0 < hidden < SMALLEST_CELL):
        row, size = sizes.pop()
        blanked.add(row)
        hidden += size
    return {name: ["" if row in blanked else row[at] for row in rows] for at, name in enumerate(columns)}
