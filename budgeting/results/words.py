"""A count in words: the rule, the tie list, sums in the cycle's currency, and why each project was or was not funded."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from budgeting.counting import explain
from budgeting.counting.amounts import money as money_text
from budgeting.results.models import EnvelopeCount, Standing
from budgeting.results.profiles import step_of
from civic.common.bilingual import localized

RULES: dict[str, str | Promise] = {
    "greedy": _(
        "Most votes first: every project that still fits into the money left is funded; one that does not fit is skipped."
    ),
    "greedy-no-skip": _(
        "Most votes first, until the first project that no longer fits into the money left; there the rule stops."
    ),
    "greedy-threshold": _(
        "Most votes first among the projects that reach the least number of votes; what no longer fits is skipped."
    ),
    "greedy-exclusive": _(
        "Most votes first; a project that excludes one already funded is passed over, what no longer fits is skipped."
    ),
    "greedy-per-cost": _("Most votes for each unit of money first; what no longer fits is skipped."),
    "class-weighted": _(
        "The shares of votes in each voter class are weighted and summed; the highest sum first; what does not fit is skipped."
    ),
    "equal-shares": _(
        "Equal shares: every voter has an equal part of the money; a project is funded when its supporters can pay for it."
    ),
    "phragmen": _(
        "Phragmén: voters earn money evenly over time; a project is funded when its supporters have earned its cost."
    ),
}
VOTE_TYPES: dict[str, str | Promise] = {
    "approval": _("pick projects"),
    "choose-1": _("pick one project"),
    "knapsack": _("fill the budget"),
    "cumulative": _("give points"),
    "scoring": _("give points"),
    "ordinal": _("rank projects"),
}
TIES: dict[str, str | Promise] = {
    "cost": _("lower cost"),
    "votes": _("more votes"),
    "committee": _("higher committee score"),
    "submitted": _("earlier submission"),
    "lot": _("the published lot"),
    "id": _("project number"),
}


def language() -> str:
    """The reader's language as the counting library knows it."""
    return "en" if (get_language() or "ko").startswith("en") else "ko"


def money(amount: int, row: EnvelopeCount, currency: str) -> str:
    """A stored amount in the cycle's currency: 12억 5,000만 원, 6,112,868 PLN, 1,404,775.68 PLN."""
    return money_text(amount, language(), unit=row.unit, currency=currency)


def why(standing: Standing, row: EnvelopeCount, currency: str) -> str:
    """One or two sentences from the step of the rule."""
    return explain(step_of(standing.step), language(), unit=row.unit, currency=currency)


@dataclass(frozen=True)
class Tie:
    """Projects with the same score, in the order that the tie list gave them, and by what."""

    names: list[str]
    by: list[str]
    decisive: bool


def ties(row: EnvelopeCount, standings: Iterable[Standing]) -> list[Tie]:
    """The ties of a count in words."""
    titles = {one.project.number: localized(one.project, "title") for one in standings}
    return [
        Tie(
            [titles.get(number, number) for number in tie["projects"]],
            list(dict.fromkeys(str(TIES.get(name, name)) for name in tie["by"])),
            bool(tie.get("decisive", True)),
        )
        for tie in row.ties
    ]


def command(row: EnvelopeCount, slug: str) -> str:
    """The command that counts the published file again, with every option that was set."""
    said = [f"python -m budgeting.counting {slug}-{row.envelope.key}.pb --rule {row.rule}"]
    for name in ("threshold", "utility", "completion", "step", "committee_weight"):
        value = row.options.get(name)
        if value not in (None, "none") and (name, value) not in {("utility", "cost"), ("step", 1)}:
            said.append(f"--{name.replace('_', '-')} {value}")
    said += [f"--{name}" for name in ("integral", "comparison") if row.options.get(name)]
    if row.options.get("exhaustive") is False:
        said.append("--exhaustive no")
    said.append(f"--tie {','.join(row.options.get('ties', []))} --json")
    return " ".join(said)


def options(row: EnvelopeCount) -> list[dict[str, Any]]:
    """What was set on the count, as rows of label and value."""
    found: list[dict[str, Any]] = [
        {"label": gettext("Counting rule"), "value": str(RULES.get(row.rule, row.rule))},
        {
            "label": gettext("Ballot method"),
            "value": str(VOTE_TYPES.get(row.shape.get("vote_type", "approval"), "")),
        },
    ]
    threshold = row.options.get("threshold")
    if threshold is not None:
        found.append({"label": gettext("Least number of votes"), "value": str(threshold)})
    committee = row.options.get("committee_weight")
    if committee not in (None, "0", 0):
        found.append({"label": gettext("Weight of the committee's score"), "value": f"{committee} / 100"})
    names = [str(TIES.get(name, name)) for name in row.options.get("ties", [])]
    found.append({"label": gettext("Ties are broken by"), "value": " → ".join(names)})
    return found
