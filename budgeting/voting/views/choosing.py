"""What the page of one envelope shows: projects in the voter's order, filters, the bar, swaps."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from budgeting.cycles.models import Cycle, Project
from budgeting.voting import queries
from budgeting.voting.ballots import Paper, Section
from civic.common.bilingual import localized

FILTERS = ("area", "topic", "cost")
COST_STEPS = (100_000_000, 300_000_000, 500_000_000)


def filters(given: Mapping[str, Any]) -> dict[str, str]:
    """The filters in a query or a form, without the empty ones."""
    return {name: str(given[name])[:20] for name in FILTERS if given.get(name)}


def step_labels(paper: Paper) -> list[str]:
    """The steps of the sitting: each envelope, then the review."""
    return [*(localized(one.envelope, "name") for one in paper.sections), _("Check and cast")]


def context(section: Section, chosen: list[str], wanted: dict[str, str]) -> dict[str, Any]:
    """Everything the template draws of one envelope; no query."""
    known = section.by_number
    chosen = [number for number in chosen if number in known]
    excess = section.excess(chosen)
    return {
        "part": section,
        "envelope": section.envelope,
        "chosen": chosen,
        "projects": [each for each in section.projects if _fits(each, wanted)],
        "wanted": wanted,
        "options": _options(section.projects),
        "spent": section.cost(chosen),
        "budget": section.envelope.amount if section.is_knapsack else 0,
        "limit": section.envelope.picks_max,
        "excess": excess,
        "swaps": [_swap(section, known[number], chosen) for number in chosen] if excess else [],
        "elsewhere": [known[number] for number in chosen if not _fits(known[number], wanted)],
    }


def _fits(project: Project, wanted: dict[str, str]) -> bool:
    if wanted.get("area") and project.area_id != wanted["area"]:
        return False
    if wanted.get("topic") and str(project.topic_id) != wanted["topic"]:
        return False
    most = wanted.get("cost", "")
    return not most.isdigit() or project.cost <= int(most)


def _options(projects: list[Project]) -> dict[str, Any]:
    """The filters that would tell projects apart; a filter with one value is no filter."""
    areas = {each.area_id: str(each.area) for each in projects if each.area is not None}
    topics = {str(each.topic_id): str(each.topic) for each in projects if each.topic is not None}
    costs = [
        step
        for step in COST_STEPS
        if any(p.cost > step for p in projects) and any(p.cost <= step for p in projects)
    ]
    return {
        "area": sorted(areas.items(), key=lambda pair: pair[1]) if len(areas) > 1 else [],
        "topic": sorted(topics.items(), key=lambda pair: pair[1]) if len(topics) > 1 else [],
        "cost": [(str(step), step) for step in costs],
    }


def _swap(section: Section, project: Project, chosen: list[str]) -> dict[str, Any]:
    """What taking this one out would do."""
    rest = [number for number in chosen if number != project.number]
    return {
        "project": project,
        "excess": section.excess(rest),
        "left": section.envelope.amount - section.cost(rest),
    }


def after_casting(cycle: Cycle) -> list[dict[str, Any]]:
    """What happens next and by when, for the receipt."""
    phase, due = queries.voting_phase(cycle), queries.result_at(cycle)
    steps: list[dict[str, Any]] = [
        {
            "text": _(
                "Within about ten minutes you get a message that a ballot was recorded: nobody votes in your name unnoticed."
            )
        }
    ]
    if phase is not None and cycle.rules.change_until_close:
        steps.append(
            {"until": phase.closes_at, "text": _("You can change your ballot; the last one counts.")}
        )
    if due is not None:
        steps.append(
            {
                "at": due,
                "text": _("The result is published. With your code you can then compare your ballot."),
            }
        )
    return steps


def part(cycle: Cycle, section: Section, chosen: list[str]) -> dict[str, Any]:
    """One envelope on the review page."""
    known = section.by_number
    chosen = [number for number in chosen if number in known]
    return {
        "envelope": section.envelope,
        "projects": [known[number] for number in chosen],
        "cost": section.cost(chosen),
        "fault": section.fault(chosen),
        "change": reverse("voting:choose", args=[cycle.slug, section.envelope.key]),
    }
