"""META and PROJECTS of a ``.pb`` file."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from budgeting.counting.amounts import decimal, decimals_of, scaled
from budgeting.counting.pabulib.election import PbProject, Remark
from budgeting.counting.pabulib.errors import PabulibError
from budgeting.counting.pabulib.rows import fitted, said
from budgeting.counting.profile import LARGEST_AMOUNT, ORDINAL, VOTE_TYPES, ProjectLine, VoterClass

#: What a file ought to say; a file that leaves one out is read with a remark. Without the first two none is read.
NEEDED = ("budget", "vote_type")
EXPECTED = (
    "description",
    "country",
    "unit",
    "instance",
    "num_projects",
    "num_votes",
    "rule",
    "date_begin",
    "date_end",
)
#: What a count reads of META: named twice with different values, nobody knows which one counts. Of all else the first
#: stands.
COUNTED = (
    *NEEDED,
    "rule",
    "max_length",
    "min_project_score_threshold",
    "default_score",
    "committee_weight",
    "voter_class_weights",
)

#: A cost of this, beyond the whole budget, marks a project that was withdrawn after the vote (Pabulib's own checker
#: passes it over).
WITHDRAWN = 999_999_999

_LONGEST_RANKING = 1_000_000


class Meta:
    """META as it is read, row by row."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.remarks: list[Remark] = []

    def take(self, row: list[str], line: int) -> None:
        """One ``key;value`` row; keys in small letters, as all names of a file.

        Raises PabulibError where a key that is counted comes again with another value.
        """
        key = row[0].strip().lower()
        value = ";".join(cell.strip() for cell in row[1:]).rstrip(";").strip()
        if key == "key" and not self.values:
            return
        if not key:
            raise PabulibError(line, "META: a value without a key")
        if self.values.get(key, value) != value:
            if key in COUNTED:
                raise PabulibError(line, f"META: {key!r} is given twice, with different values")
            self.remarks.append(Remark(line, f"META: {key!r} is given twice; the first value stands"))
            return
        self.values[key] = value
        self.lines[key] = line

    @staticmethod
    def is_row(line: str) -> bool:
        """Whether a line begins as a row of META does."""
        key, semicolon, _ = line.partition(";")
        return bool(semicolon) and key.strip().lower() in (*COUNTED, *EXPECTED)

    def check(self, line: int) -> None:
        """Raise PabulibError where what counting needs is missing or unreadable; note what else is missing."""
        for key in NEEDED:
            if not self.values.get(key):
                raise PabulibError(line, f"META has no {key!r}")
        if self.vote_type not in VOTE_TYPES:
            raise PabulibError(
                self.lines["vote_type"], f"vote_type {self.values['vote_type']!r} is not known"
            )
        missing = [key for key in EXPECTED if not self.values.get(key)]
        if missing:
            self.remarks.append(Remark(None, f"META does not say: {', '.join(missing)}"))
        for key in self._read():
            if self.values.get(key):
                self.number(key)
        if self.vote_type == ORDINAL and self.values.get("max_length"):
            length = self.number("max_length")
            if length != int(length) or not 1 <= length <= _LONGEST_RANKING:
                raise PabulibError(self.lines["max_length"], f"META: no ranking is {length} places long")

    def _read(self) -> list[str]:
        """Numbers that this vote type is counted by."""
        length = ["max_length"] if self.vote_type == ORDINAL else []
        default = ["default_score"] if self.vote_type == "scoring" else []
        return [*length, *default, "min_project_score_threshold", "committee_weight"]

    @property
    def vote_type(self) -> str:
        """The vote type in small letters."""
        return self.values.get("vote_type", "").lower()

    def number(self, key: str) -> Decimal:
        """A number of META. Raises PabulibError where it is none."""
        try:
            return decimal(self.values[key])
        except ValueError as fault:
            raise PabulibError(self.lines[key], f"META: {key}: {fault}") from fault

    def figure(self, key: str) -> Decimal | None:
        """A number of META that nothing is counted by; None where it says none."""
        try:
            return decimal(self.values.get(key, ""))
        except ValueError:
            return None

    def classes(self) -> tuple[VoterClass, ...]:
        """Voter classes from ``voter_class_weights;citizens=50,committee=30`` (an addition of Civic)."""
        text = self.values.get("voter_class_weights", "")
        found: list[VoterClass] = []
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            name, _, weight = part.partition("=")
            line = self.lines["voter_class_weights"]
            if any(one.name == name.strip() for one in found):
                raise PabulibError(line, f"META: voter class {name.strip()!r} has two weights")
            try:
                found.append(VoterClass(name.strip(), Fraction(weight.strip())))
            except (ValueError, ZeroDivisionError) as fault:
                raise PabulibError(line, f"META: {part!r} is no class weight") from fault
        return tuple(found)


class Projects:
    """PROJECTS as they are read, row by row."""

    def __init__(self, header: list[str], line: int) -> None:
        self.header = header
        self.header_line = line
        self.rows: list[tuple[int, dict[str, str], Decimal]] = []
        self.index: dict[str, int] = {}
        self.remarks: list[Remark] = []
        self._least = 1 + max(header.index("project_id"), header.index("cost"))

    def take(self, row: list[str], line: int) -> None:
        """One project. Raises PabulibError for an id that is missing, doubled or holds a comma, or a bad cost."""
        cells = fitted(row, len(self.header), self._least, line, "PROJECTS")
        if len(row) < len(self.header):
            self.remarks.append(
                Remark(
                    line,
                    f"PROJECTS: {len(row)} cells under {len(self.header)} columns; the others are taken for empty",
                )
            )
        values = {name: cell.strip() for name, cell in zip(self.header, cells, strict=True)}
        name = values["project_id"]
        if not name:
            raise PabulibError(line, "PROJECTS: a project without an id")
        if "," in name:
            raise PabulibError(
                line, f"PROJECTS: project id {name!r} holds a comma, which separates ids on a ballot"
            )
        if name in self.index:
            raise PabulibError(line, f"PROJECTS: project id {name!r} is used twice")
        self.index[name] = len(self.rows)
        self.rows.append((line, values, self._cost(values["cost"], line)))

    def is_row(self, line: str) -> bool:
        """Whether a line has as many cells as a project, and a cost where the cost stands."""
        cells = line.split(";")
        try:
            return len(cells) >= len(self.header) and decimal(cells[self.header.index("cost")]) >= 0
        except ValueError:
            return False

    @staticmethod
    def _cost(text: str, line: int) -> Decimal:
        try:
            cost = decimal(text)
        except ValueError as fault:
            raise PabulibError(line, f"PROJECTS: cost {fault}") from fault
        if cost < 0:
            raise PabulibError(line, f"PROJECTS: a cost below zero ({text})")
        return cost

    def decimals(self) -> int:
        """The most decimal places that a cost has."""
        return max((decimals_of(cost) for _, _, cost in self.rows), default=0)

    def lines(self, unit: int, budget: int) -> tuple[PbProject, ...]:
        """The projects with costs in 1/``unit``, as the budget is."""
        return tuple(self._project(line, values, cost, unit, budget) for line, values, cost in self.rows)

    def withdrawn(self, projects: tuple[PbProject, ...]) -> list[Remark]:
        """Where a cost is no cost."""
        return [
            Remark(
                line,
                f"PROJECTS: {project.line.id!r} costs {WITHDRAWN}, the mark of a project withdrawn after the vote",
            )
            for (line, _, _), project in zip(self.rows, projects, strict=True)
            if project.line.withdrawn
        ]

    def _project(
        self, line: int, values: Mapping[str, str], given: Decimal, unit: int, budget: int
    ) -> PbProject:
        cost = scaled(given, unit)
        if cost > LARGEST_AMOUNT:
            raise PabulibError(line, f"PROJECTS: a cost of {given} is out of range")
        named = (name.strip() for name in values.get("excludes", "").split(","))
        excludes = tuple(dict.fromkeys(filter(None, named)))
        for other in excludes:
            if other not in self.index or other == values["project_id"]:
                raise PabulibError(line, f"PROJECTS: excludes {other!r}, which is not another project here")
        found = ProjectLine(
            id=values["project_id"],
            cost=cost,
            name=values.get("name", ""),
            committee_score=self._fact(values, "committee_score", line),
            submitted=self._whole(values, "submitted", line),
            lot=self._whole(values, "lot", line),
            excludes=excludes,
            withdrawn=given == WITHDRAWN and cost > budget,
        )
        return PbProject(found, self._selected(values, line), values)

    @staticmethod
    def _fact(values: Mapping[str, str], name: str, line: int) -> Fraction | None:
        text = values.get(name, "")
        try:
            return Fraction(decimal(text)) if text else None
        except ValueError as fault:
            raise PabulibError(line, f"PROJECTS: {name} {fault}") from fault

    def _whole(self, values: Mapping[str, str], name: str, line: int) -> int | None:
        number = self._fact(values, name, line)
        if number is not None and number.denominator != 1:
            raise PabulibError(line, f"PROJECTS: {name} {values[name]!r} is not a whole number")
        return None if number is None else int(number)

    def _selected(self, values: Mapping[str, str], line: int) -> int | None:
        text = said(values.get("selected", ""))
        try:
            number = decimal(text) if text else None
        except ValueError as fault:
            raise PabulibError(line, f"PROJECTS: selected {fault}") from fault
        if number is not None and number != int(number):
            raise PabulibError(line, f"PROJECTS: selected {text!r} is not a whole number")
        return None if number is None else int(number)
