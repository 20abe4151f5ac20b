"""The ranking: public after the decisions, for the committee after the closings; and how firm it is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgeting.committee import rankings
from budgeting.committee.models import Round
from budgeting.committee.views.public import SECTION, committee_or_404
from budgeting.committee.wording import points, recusals_of, rule_in_words
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import Page
from civic.common.visitors import for_visitors

SIZE = 50
CHANGES = (5, 10)


@dataclass(frozen=True)
class Shown:
    """One page of a ranking."""

    ranking: rankings.Ranking
    page: Page[Any]
    bars: list[dict[str, Any]]
    param: str


def _page(lines: list[rankings.Line], after: str | None) -> Page[Any]:
    start = int(after) if after and after.isdecimal() and int(after) < len(lines) else 0
    end = start + SIZE
    return Page(lines[start:end], str(end) if end < len(lines) else None, start > 0)


def _shown(request: HttpRequest, one: rankings.Ranking) -> Shown:
    param = f"after-{one.envelope.key}"
    page = _page(one.lines, request.GET.get(param))
    bars = [
        {
            "label": f"{line.place.rank}. {line.closing.project}",
            "value": line.closing.score,
            "text": points(line.closing.score),
            "kind": "accent" if line.place.inside else "muted",
        }
        for line in page.items
    ]
    rows = Page(
        [{"line": line, "recusals": ", ".join(recusals_of(line.closing))} for line in page.items],
        page.next_cursor,
        page.is_later,
    )  # type: ignore[type-var]  # rows of a list
    return Shown(one, rows, bars, param)


@require_safe
@for_visitors
def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    """Scores in order, envelope by envelope: spread, raters, recusals, ties by the stated rule, and the cut line."""
    committee = committee_or_404(request, slug)
    seen = rankings.seen_by(request.user, committee, now())
    minimum = rankings.minimum_of(seen, committee)
    undecided = {one.project_id for one in seen.closings} - seen.decided
    context = {
        "committee": committee,
        "shown": [_shown(request, one) for one in rankings.rankings(seen, minimum)],
        "minimum": points(minimum) if minimum else "",
        "rule": rule_in_words(seen.at_work or Round()),
        "undecided": len(undecided),
        "kept_back": seen.kept_back,
        "raters": _raters(request, seen),
    }
    return render(request, "committee/ranking.html", {**SECTION, **context})


def _raters(request: HttpRequest, seen: rankings.Seen) -> list[list[Any]]:
    """The table of leniency, for the secretary (who brings it to the chair) and nobody else."""
    if not holds(request.user, Role.Kind.SECRETARY):
        return []
    return [[one.name, one.items, f"{one.leniency:+}"] for one in rankings.leniencies(seen)]


@require_safe
@for_visitors
def firmness(request: HttpRequest, slug: str) -> HttpResponse:
    """Every weight some points up and down: who would cross the line, and how far ranks move."""
    committee = committee_or_404(request, slug)
    seen = rankings.seen_by(request.user, committee, now())
    minimum = rankings.minimum_of(seen, committee)
    change = 10 if request.GET.get("change") == "10" else 5
    found = rankings.firmness(seen, minimum, change)
    context = {
        "committee": committee,
        "change": change,
        "tabs": [
            {
                "label": _("±%(n)s points") % {"n": one},
                "href": f"?change={one}",
                "current": one == change,
                "count": None,
            }
            for one in CHANGES
        ],
        "tables": [_table(one) for one in found],
    }
    return render(request, "committee/firmness.html", {**SECTION, **context})


def _table(one: rankings.Firm) -> dict[str, Any]:
    titles = one.titles
    rows = [
        [
            one.names[variant.criterion],
            f"{variant.change:+d}",
            len(variant.crossing),
            variant.largest_move,
            ", ".join(str(titles[pk]) for pk in sorted(variant.crossing)) or "–",
        ]
        for variant in one.firmness.variants
    ]
    moving = sorted(one.firmness.sometimes, key=lambda pk: one.firmness.best[pk])
    return {
        "envelope": one.envelope,
        "columns": [
            _("Criterion"), _("Change"), _("Projects that cross the line"), _("Largest move in ranks"), _("Which"),
        ],
        "rows": rows,
        "moving": [
            {"project": titles[pk], "best": one.firmness.best[pk], "worst": one.firmness.worst[pk]}
            for pk in moving[:50]
        ],
        "steady": len(one.firmness.best) - len(moving),
    }  # fmt: skip
