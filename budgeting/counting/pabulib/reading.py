"""Read a ``.pb`` file: one pass, strict where a count could be wrong, patient where a file is merely untidy.

Untidy and read with a remark: a byte-order mark, blank lines, decimal commas, spaces around ids, a project named
twice on one ballot, ``num_votes`` or ``votes`` that do not match, missing META. Refused with line and reason: no
budget, a cost that is no number or that can be read two ways, an id used twice or not there, points that do not match,
text that is not UTF-8.
"""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TextIO

from budgeting.counting.amounts import decimals_of, scaled
from budgeting.counting.ballots import without_repeats
from budgeting.counting.pabulib.defaults import filled
from budgeting.counting.pabulib.election import Election, Remark
from budgeting.counting.pabulib.errors import PabulibError
from budgeting.counting.pabulib.figures import mismatches
from budgeting.counting.pabulib.heads import Meta, Projects
from budgeting.counting.pabulib.rows import SECTIONS, Rows, blank, header_of, not_closed, section_of
from budgeting.counting.pabulib.votes import Votes
from budgeting.counting.profile import LARGEST_AMOUNT


def read_pb(source: str | PathLike[str] | TextIO, *, keep: Sequence[str] = ()) -> Election:
    """Read an election from a path or an open text file.

    ``keep`` names voter columns (``age``, ``sex``, ``district``) to hold; all others, voter ids too, are dropped as
    they are read. Raises PabulibError for a file that cannot be counted, OSError where it cannot be opened.
    """
    path = Path(source) if isinstance(source, (str, PathLike)) else None
    try:
        if path is None:
            return _Reading(keep).read(source)  # type: ignore[arg-type]  # what is no path is a text file
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _Reading(keep).read(file)
    except UnicodeDecodeError as fault:
        raise PabulibError(_undecodable_line(path), "not UTF-8 text") from fault


def _undecodable_line(path: Path | None) -> int | None:
    if path is None or not path.is_file():  # what comes through a pipe cannot be read again
        return None
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None


class _Reading:
    """The state of one pass."""

    def __init__(self, keep: Sequence[str]) -> None:
        self.keep = keep
        self.meta = Meta()
        self.projects: Projects | None = None
        self.votes: Votes | None = None
        self.votes_width = 0

    def read(self, file: TextIO) -> Election:
        rows = Rows(file)
        section = ""
        for row in rows:
            if self.votes is not None and len(row) == self.votes_width and row[0]:
                self.votes.take(row, rows.line)
                continue
            if blank(row):
                continue
            opened = section_of(row)
            if opened:
                section = self._open(opened, section, rows.line)
                rows.is_row = self.meta.is_row if section == "META" else bool
            else:
                self._take(row, rows.line, section)
                if section == "PROJECTS" and self.projects is not None:
                    rows.is_row = self.projects.is_row
            rows.certain = section != "PROJECTS"  # whose texts may look so; the number of projects tells
        return self._finished(rows, section)

    def _open(self, opened: str, section: str, line: int) -> str:
        expected = (
            SECTIONS[SECTIONS.index(section) + 1 if section else 0] if section != SECTIONS[-1] else None
        )
        if opened != expected:
            raise PabulibError(
                line, f"section {opened} where {expected or 'the end of the file'} is expected"
            )
        if opened == "PROJECTS":
            self.meta.check(line)
        if opened == "VOTES" and (self.projects is None or not self.projects.rows):
            raise PabulibError(line, "VOTES without any project before")
        return opened

    def _take(self, row: list[str], line: int, section: str) -> None:
        if not section:
            raise PabulibError(line, "the file does not begin with META")
        if section == "META":
            self.meta.take(row, line)
        elif section == "PROJECTS" and self.projects is None:
            self.projects = Projects(header_of(row, line, section, ("project_id", "cost")), line)
        elif self.projects is not None and section == "PROJECTS":
            self.projects.take(row, line)
        elif self.votes is None:
            self._open_votes(row, line)
        else:
            self.votes.take(row, line)

    def _open_votes(self, row: list[str], line: int) -> None:
        header = header_of(row, line, "VOTES", ("voter_id", "vote"))
        self.votes_width = len(header)
        index = self.projects.index if self.projects is not None else {}
        self.votes = Votes(header, line, self.meta.vote_type, index, self.keep, self.meta.classes())

    def _finished(self, rows: Rows, section: str) -> Election:
        if self.projects is None or self.votes is None:
            missing = "PROJECTS" if self.projects is None else "VOTES"
            part = "the header of " if section == missing else ""
            raise PabulibError(rows.line, f"the file ends before {part}{missing}")
        if rows.doubts and self.meta.figure("num_projects") != len(self.projects.rows):
            raise not_closed(rows.doubts[0])
        self.votes.flush()
        budget = self.meta.number("budget")
        unit = 10 ** max(decimals_of(budget), self.projects.decimals())
        amount = scaled(budget, unit)
        if not 0 <= amount <= LARGEST_AMOUNT:
            raise PabulibError(self.meta.lines["budget"], f"META: a budget of {budget} is out of range")
        given, points_unit = self.votes.ballots()
        ballots, repeats = without_repeats(given)
        projects = self.projects.lines(unit, amount)
        odd = mismatches(self.meta, ballots, projects, unit, points_unit)
        if self.meta.vote_type == "scoring" and self.meta.values.get("default_score"):
            ballots, points_unit = filled(
                ballots, points_unit, len(projects), self.meta.number("default_score")
            )
        return Election(
            meta=self.meta.values,
            vote_type=self.meta.vote_type,
            budget=amount,
            unit=unit,
            points_unit=points_unit,
            projects=projects,
            ballots=ballots,
            remarks=(
                *self.meta.remarks,
                *self.votes.remarks(),
                *_repeated(repeats),
                *self.projects.remarks,
                *self.projects.withdrawn(projects),
                *odd,
            ),
            classes=self.meta.classes() if ballots.classes is not None else (),
            kept={name: (list(places), codes) for name, (places, codes) in self.votes.kept.items()},
        )


def _repeated(mentions: int) -> list[Remark]:
    if not mentions:
        return []
    return [
        Remark(
            None, f"VOTES: {mentions} mentions of a project already named on the same ballot were struck out"
        )
    ]
