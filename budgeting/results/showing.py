"""What the result page draws: from stored rows to plain values, with a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from budgeting.results import words
from budgeting.results.models import Count, EnvelopeCount, Standing
from civic.areas.models import Area
from civic.common.bilingual import localized

BARS = 20


@dataclass(frozen=True)
class Row:
    """One project's line."""

    standing: Standing
    votes: str
    cost: str
    why: str


@dataclass(frozen=True)
class Part:
    """One envelope's result."""

    row: EnvelopeCount
    rows: list[Row]
    budget: str
    cost: str
    left: str
    bars: list[dict[str, Any]]
    bars_left_out: int
    ties: list[words.Tie]
    options: list[dict[str, Any]]
    last: Row | None
    compared: int
    differing: list[Row]

    @property
    def funded(self) -> list[Row]:
        return [one for one in self.rows if one.standing.funded]


def parts(count: Count, currency: str) -> list[Part]:
    """Every envelope of a count; two queries."""
    rows = count.envelopes.select_related("envelope").order_by("envelope__position", "pk")
    standings: dict[int, list[Standing]] = {}
    for one in Standing.objects.filter(envelope_count__count=count).select_related(
        "project__area", "project__topic"
    ):
        standings.setdefault(one.envelope_count_id, []).append(one)
    return [_part(row, standings.get(row.pk, []), currency) for row in rows]


def _part(row: EnvelopeCount, standings: list[Standing], currency: str) -> Part:
    rows = [
        Row(one, _votes(one), words.money(one.project.cost, row, currency), words.why(one, row, currency))
        for one in standings
    ]
    funded = [one for one in rows if one.standing.funded]
    compared = [one for one in rows if one.standing.official is not None]
    return Part(
        row=row,
        rows=rows,
        budget=words.money(row.budget, row, currency),
        cost=words.money(row.cost, row, currency),
        left=words.money(row.budget - row.cost, row, currency),
        bars=[_bar(one) for one in rows[:BARS]],
        bars_left_out=max(0, len(rows) - BARS),
        ties=words.ties(row, standings),
        options=words.options(row),
        last=funded[-1] if funded else None,
        compared=len(compared),
        differing=[one for one in compared if one.standing.funded != one.standing.official],
    )


def _score(standing: Standing) -> float:
    """What the bar is long by: the score the rule ranked by (votes, or points)."""
    text = str(standing.step.get("score", standing.votes))
    above, _slash, below = text.partition("/")
    return float(above) / float(below or 1)


def _votes(standing: Standing) -> str:
    votes = int(standing.votes)
    return ngettext("%(n)s vote", "%(n)s votes", votes) % {"n": f"{votes:,}"}


def _bar(row: Row) -> dict[str, Any]:
    title = localized(row.standing.project, "title")
    short = title if len(title) <= 40 else title[:39] + "…"
    return {
        "label": f"{row.standing.rank}. {short}",
        "value": _score(row.standing),
        "text": row.votes,
        "kind": "accent" if row.standing.funded else "muted",
    }


def turnout(count: Count) -> list[dict[str, Any]]:
    """Turnout by area with names; a suppressed cell says so. One query."""
    names = {
        area.code: str(area)
        for area in Area.objects.filter(code__in=[cell["area"] for cell in count.turnout])
    }
    return [
        {
            "name": names.get(cell["area"], cell["area"]),
            "eligible": cell["eligible"],
            "voted": cell["voted"],
            "share": round(100 * cell["voted"] / cell["eligible"], 1)
            if cell["voted"] is not None and cell["eligible"]
            else None,
        }
        for cell in count.turnout
    ]
