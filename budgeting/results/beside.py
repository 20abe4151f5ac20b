"""What stands beside a result: other rules on the same ballots, and the parts of a class-weighted sum. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.counting.explain import number
from budgeting.cycles.models import RuleSet
from budgeting.results import words
from budgeting.results.models import EnvelopeCount, Standing
from civic.common.bilingual import localized

NAMES: dict[str, str | Promise] = {
    "greedy": _("most votes first"),
    "greedy-no-skip": _("most votes first, no skipping"),
    "greedy-threshold": _("most votes first, with a threshold"),
    "greedy-exclusive": _("most votes first, one of incompatible ones"),
    "greedy-per-cost": _("most votes for the money"),
    "class-weighted": _("weighted classes"),
    "equal-shares": _("equal shares"),
    "phragmen": _("Phragmén"),
}


@dataclass(frozen=True)
class Table:
    """Headings and rows as the table component takes them; ``numeric`` are the columns of numbers, from 1."""

    columns: list[str]
    rows: list[list[str]]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Every rule with what it would spend, and the projects about which the rules are not of one mind."""

    rules: Table
    differing: Table
    same: int


def comparison(row: EnvelopeCount, standings: Sequence[Standing], currency: str) -> Comparison | None:
    """The stored outcomes of other rules beside the counted one; None where none was stored."""
    if not row.comparison:
        return None
    counted = [one.project.number for one in standings if one.funded]
    outcomes = [(row.rule, counted, row.cost)]
    outcomes += [(one["rule"], one["winners"], one["cost"]) for one in row.comparison]
    names = [str(NAMES.get(rule, rule)) for rule, _winners, _cost in outcomes]
    names[0] = gettext("%(rule)s (this vote)") % {"rule": names[0]}
    rules = [
        [name, f"{len(winners):,}", words.money(cost, row, currency)]
        for name, (_rule, winners, cost) in zip(names, outcomes, strict=True)
    ]
    chosen = [set(winners) for _rule, winners, _cost in outcomes]
    differing = [one for one in standings if len({one.project.number in each for each in chosen}) > 1]
    funded, left_out = gettext("Funded"), gettext("Not funded")
    rows = [
        [
            localized(one.project, "title"),
            *(funded if one.project.number in each else left_out for each in chosen),
        ]
        for one in differing
    ]
    return Comparison(
        Table(
            [gettext("Counting rule"), gettext("projects funded"), gettext("What they cost together")],
            rules,
            (2, 3),
        ),
        Table([gettext("Project"), *names], rows),
        len(standings) - len(differing),
    )


def shares(standings: Sequence[Standing]) -> Table | None:
    """The parts of each project's sum with their arithmetic; None where the count was not class-weighted."""
    steps = [one.step.get("classes") for one in standings]
    if not steps or not steps[0]:
        return None
    labels = {str(value): str(label) for value, label in RuleSet.VoterClass.choices}
    headings = [
        gettext("%(voters)s (weight %(weight)s)")
        % {"voters": labels.get(part["name"], part["name"]), "weight": number(Fraction(part["weight"]))}
        for part in steps[0]
    ]
    rows = [
        [
            localized(one.project, "title"),
            *(_arithmetic(part) for part in parts or []),
            rounded(sum((Fraction(part["value"]) for part in parts or []), Fraction(0))),
        ]
        for one, parts in zip(standings, steps, strict=True)
    ]
    columns = [gettext("Project"), *headings, gettext("Sum")]
    return Table(columns, rows, tuple(range(2, len(columns) + 1)))


def _arithmetic(part: dict[str, str]) -> str:
    score, of, weight = number(Fraction(part["score"])), int(part["of"]), number(Fraction(part["weight"]))
    if not of:
        return gettext("no ballots")
    return f"{score} ÷ {of:,} × {weight} = {rounded(Fraction(part['value']))}"


def rounded(value: Fraction) -> str:
    """A part of a sum with four decimals at most; exact sums stand in the files."""
    text = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return text or "0"
