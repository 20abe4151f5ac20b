"""What the result page draws: from stored rows to plain values, with a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.results import beside, classing, telling, words
from budgeting.results.models import Count, EnvelopeCount, Standing
from budgeting.voting.models import PaperBatch
from budgeting.voting.slips import REASONS
from civic.accounts.models import AgeBand
from civic.areas.maps import CityMap, city_maps
from civic.areas.models import Area
from civic.areas.queries import districts
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
    shares: beside.Table | None
    moved: str
    comparison: beside.Comparison | None
    command: str
    decided_cost: str
    over: str

    @property
    def funded(self) -> list[Row]:
        return [one for one in self.rows if one.standing.funded]

    @property
    def decided(self) -> list[Row]:
        """What is funded in the end, decisions that depart from the count among them."""
        return [one for one in self.rows if one.standing.decided]

    @property
    def overridden(self) -> list[Row]:
        return [one for one in self.rows if hasattr(one.standing, "override")]


def parts(count: Count, currency: str) -> list[Part]:
    """Every envelope of a count; two queries."""
    rows = count.envelopes.select_related("envelope").order_by("envelope__position", "pk")
    standings: dict[int, list[Standing]] = {}
    for one in Standing.objects.filter(envelope_count__count=count).select_related(
        "project__area", "project__topic", "override"
    ):
        standings.setdefault(one.envelope_count_id, []).append(one)
    return [_part(count, row, standings.get(row.pk, []), currency) for row in rows]


def _part(count: Count, row: EnvelopeCount, standings: list[Standing], currency: str) -> Part:
    rows = [_row(one, row, currency) for one in standings]
    funded = [one for one in rows if one.standing.funded]
    compared = [one for one in rows if one.standing.official is not None]
    decided = sum(one.standing.project.cost for one in rows if one.standing.decided)
    return Part(
        row=row,
        rows=rows,
        budget=words.money(row.budget, row, currency),
        cost=words.money(row.cost, row, currency),
        left=words.money(row.budget - row.cost, row, currency),
        bars=[] if row.untold else [_bar(one) for one in rows[:BARS]],
        bars_left_out=0 if row.untold else max(0, len(rows) - BARS),
        ties=words.ties(row, standings),
        options=words.options(row),
        last=funded[-1] if funded else None,
        compared=len(compared),
        differing=[one for one in compared if one.standing.funded != one.standing.official],
        shares=None if row.untold else beside.shares(standings),
        moved=classing.moved(count, row),
        comparison=beside.comparison(row, standings, currency)
        if count.is_published and not row.untold
        else None,
        decided_cost=words.money(decided, row, currency),
        over=words.money(decided - row.budget, row, currency) if decided > row.budget else "",
        command="" if f"{row.envelope.key}.pb" not in count.files else words.command(row, count.cycle.slug),
    )


def _row(standing: Standing, row: EnvelopeCount, currency: str) -> Row:
    cost = words.money(standing.project.cost, row, currency)
    if row.untold:
        return Row(standing, "", cost, telling.why(standing))
    return Row(standing, _votes(standing), cost, words.why(standing, row, currency))


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


@dataclass(frozen=True)
class Place:
    """What an area gets: how many of its projects are funded, and with how much money."""

    code: str
    name: str
    funded: int
    projects: int
    money: str


@dataclass(frozen=True)
class Places:
    """The result by area: a map of each city that has one, and the same as rows."""

    maps: list[CityMap]
    rows: list[Place]


def places(parts: list[Part], currency: str) -> Places | None:
    """Where the money goes; None where no project names an area of its own. One query."""
    found: dict[str, tuple[Area, list[tuple[Row, EnvelopeCount]]]] = {}
    for part in parts:
        for one in part.rows:
            area = one.standing.project.area
            if area is not None:
                found.setdefault(area.code, (area, []))[1].append((one, part.row))
    if len(found) < 2:  # every project of one and the same area: nothing to compare
        return None
    rows, numbers = [], {}
    for code, (area, listed) in sorted(found.items()):
        funded = [(one, row) for one, row in listed if one.standing.decided]
        money = words.money(sum(one.standing.project.cost for one, _row in funded), listed[0][1], currency)
        rows.append(Place(code, str(area), len(funded), len(listed), money))
        numbers[code] = len(funded)
    listed_codes = set(found)
    maps = city_maps(
        districts(), numbers, lambda code: f"#area-{code}" if code in listed_codes else "#places"
    )
    return Places([one for one in maps if one.total], rows)


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


def turnout_by_age(count: Count) -> list[dict[str, Any]]:
    """Turnout by age band in words; a suppressed cell says so. No query. Nothing where every cell is suppressed."""
    if all(cell["voted"] is None for cell in count.turnout_by_age):
        return []
    labels = dict(AgeBand.choices)
    return [
        {
            "name": str(labels.get(cell["band"], _("not verified"))),
            "eligible": cell["eligible"],
            "voted": cell["voted"],
            "share": None if cell["voted"] is None else round(100 * cell["voted"] / cell["eligible"], 1),
        }
        for cell in count.turnout_by_age
    ]


def age_bars(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The shares of the bands that are shown, as bars."""
    return [
        {"label": row["name"], "value": row["share"], "text": f"{row['share']}%", "kind": "accent"}
        for row in rows
        if row["share"] is not None
    ]


def paper_rejections(count: Count) -> list[dict[str, Any]]:
    """What on paper was no valid choice: for each envelope and reason, how often; two queries."""
    batches = PaperBatch.objects.filter(place__cycle=count.cycle_id, closed_at__isnull=False)
    lines = [line for rejected in batches.values_list("rejected", flat=True) for line in rejected]
    found = Counter((line["envelope"], line["reason"]) for line in lines)
    envelopes = {one.key: one for one in count.cycle.envelopes.all()} if found else {}
    return [
        {"envelope": envelopes[key], "why": REASONS[reason], "n": n}
        for (key, reason), n in sorted(found.items())
        if key in envelopes
    ]


def channels(count: Count) -> list[dict[str, Any]]:
    """Ballots by the door they came in, with their share in percent; empty where there was one door only."""
    labels = {"web": _("On this site"), "kiosk": _("At a voting device"), "paper": _("On paper")}
    if len(count.channels) < 2:
        return []
    return [
        {"label": label, "ballots": number, "share": f"{100 * number / max(1, count.ballots):.1f}"}
        for name, label in labels.items()
        if (number := count.channels.get(name))
    ]
