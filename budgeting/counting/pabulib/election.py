"""An election as a file tells it: more than a profile (names, official result, what the file says about itself)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from budgeting.counting.amounts import decimal
from budgeting.counting.ballots import Ballots
from budgeting.counting.profile import Profile, ProjectLine, VoterClass

#: Values of the ``selected`` column: not selected, selected, and selected by another way than the rule.
NOT_SELECTED, SELECTED = 0, 1


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in a file that was read all the same: the line (None: the whole file) and what it is."""

    line: int | None
    what: str

    def __str__(self) -> str:
        return self.what if self.line is None else f"line {self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class PbProject:
    """A project of a file. ``selected`` as the file says (0, 1, 2 …; None where it does not), ``columns`` all cells."""

    line: ProjectLine
    selected: int | None
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Election:
    """What was read from a ``.pb`` file.

    ``ballots`` number the projects in the order of the file; ``budget`` and costs are integers in 1/``unit``.
    ``kept`` holds the voter columns asked for: for each, the distinct values and each ballot's place in them.
    """

    meta: Mapping[str, str]
    vote_type: str
    budget: int
    unit: int
    points_unit: int
    projects: tuple[PbProject, ...]
    ballots: Ballots
    remarks: tuple[Remark, ...] = ()
    classes: tuple[VoterClass, ...] = ()
    kept: Mapping[str, tuple[list[str], list[int]]] = field(default_factory=dict)

    @property
    def rule(self) -> str:
        """The rule the file names, in small letters; "" where it names none."""
        return self.meta.get("rule", "").lower()

    @property
    def currency(self) -> str:
        """The currency code, "" where the file names none."""
        return self.meta.get("currency", "")

    @property
    def ranking_length(self) -> int | None:
        """``max_length`` of the file, where it is a whole number above 0."""
        length = self._number("max_length")
        return int(length) if length is not None and length.denominator == 1 and length > 0 else None

    @property
    def committee_weight(self) -> Fraction | None:
        """``committee_weight`` of the file (an addition of Civic)."""
        return self._number("committee_weight")

    @property
    def threshold(self) -> Fraction | None:
        """``min_project_score_threshold`` of the file."""
        return self._number("min_project_score_threshold")

    def _number(self, key: str) -> Fraction | None:
        try:
            return Fraction(decimal(self.meta.get(key, "")))
        except ValueError:
            return None

    @property
    def official(self) -> list[str] | None:
        """Ids of the projects that the file marks as selected (1); None where the file has no such column."""
        if all(project.selected is None for project in self.projects):
            return None
        return [project.line.id for project in self.projects if project.selected == SELECTED]

    def profile(self) -> Profile:
        """The pure data to count."""
        return Profile.build(
            self.budget,
            [project.line for project in self.projects],
            self.ballots,
            self.vote_type,
            unit=self.unit,
            points_unit=self.points_unit,
            ranking_length=self.ranking_length,
            classes=self.classes,
        )
