"""What the page of one envelope shows: projects in the voter's order, filters, the bar, swaps, the order so far."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.cycles.models import Cycle, Project, Review
from budgeting.voting import queries
from budgeting.voting.ballots import Paper, Section, district_of
from budgeting.voting.drafts import Draft
from budgeting.voting.refusals import TooFewProjects
from civic.common.bilingual import foreign, localized
from civic.common.money import Currency, amount_text

FILTERS = ("area", "topic", "cost", "only")
COST_STEPS = (100_000_000, 300_000_000, 500_000_000)
BRIEF = 60  # letters of a project's text on its card: the same length for all


def filters(given: Mapping[str, Any]) -> dict[str, str]:
    """The filters in a query or a form, without the empty ones."""
    return {name: str(given[name])[:20] for name in FILTERS if given.get(name)}


def step_labels(paper: Paper) -> list[str]:
    """The steps of the sitting: each envelope, then the review."""
    return [*(localized(one.envelope, "name") for one in paper.sections), _("Check and cast")]


def context(
    section: Section, draft: Draft, wanted: dict[str, str], post: QueryDict | None = None
) -> dict[str, Any]:
    """Everything the template draws of one envelope; no query. ``post`` is the form that was just sent."""
    chosen, points = draft.of(section)
    given = dict(zip(chosen, points or [0] * len(chosen), strict=False))
    shown = [each for each in section.projects if _fits(section, each, wanted, draft.marks)]
    return {
        "part": section,
        "envelope": section.envelope,
        "chosen": chosen,
        "cards": [_card(section, each, given, draft.marks) for each in shown],
        "shown": " ".join(str(each.pk) for each in shown),
        "wanted": wanted,
        "options": _options(section.projects, draft.marks, section.money),
        "marked": sum(each.pk in draft.marks for each in section.projects),
        "has_map": any(each.area_id for each in section.projects),
        "elsewhere": [section.by_number[n] for n in chosen if n not in {each.number for each in shown}],
        **bar(section, chosen, points, post),
    }


def bar(
    section: Section, chosen: list[str], points: list[int], post: QueryDict | None = None
) -> dict[str, Any]:
    """What the sticky bar and the panels above it say."""
    known, excess = section.by_number, section.excess(chosen, points)
    limits = section.limits
    return {
        "words": _words(section, chosen, points),
        "said": _said(section, chosen, points, post) if post is not None else "",
        "spent": sum(points) if limits.points else section.cost(chosen),
        "budget": limits.money or limits.points or 0,
        "excess": excess,
        "excess_words": _excess_words(section, excess) if excess else _other_limit(section, chosen, points),
        "newest": known[chosen[-1]] if excess and chosen and not section.is_points else None,
        "swaps": [_swap(section, number, chosen, points) for number in chosen] if excess else [],
        "order": [known[number] for number in chosen] if section.is_ranking else [],
        "state": {
            "chosen": chosen,
            "points": {str(known[n].pk): p for n, p in zip(chosen, points, strict=False)},
        },
    }


def _words(section: Section, chosen: list[str], points: list[int]) -> str:
    """How many are chosen, what is spent and what is left: read out once after each act."""
    limits, number = section.limits, len(chosen)
    if limits.points is not None:
        given = sum(points)
        return _("%(given)s of %(most)s points given, %(left)s left") % {
            "given": given,
            "most": limits.points,
            "left": max(0, limits.points - given),
        }
    if section.is_ranking:
        words = _("%(n)s of %(most)s places filled") if limits.most else _("%(n)s places filled")
    else:
        words = _("%(n)s of %(most)s chosen") if limits.most else _("%(n)s chosen")
    said = words % {"n": number, "most": limits.most}
    if 0 < number < limits.least:  # nothing chosen is a blank vote and wants no more
        said += ", " + _("%(n)s more to choose") % {"n": limits.least - number}
    if limits.money is not None:
        cost = section.cost(chosen)
        left = _("%(left)s left") if cost <= limits.money else _("%(left)s over the budget")
        said += ", " + left % {"left": amount_text(abs(limits.money - cost), section.money)}
    return said


def _said(section: Section, chosen: list[str], points: list[int], post: QueryDict) -> str:
    """What the pressed button did, where the numbers of the bar do not tell it."""
    for name in ("up", "down", "add"):
        number = post.get(name, "")
        if section.is_ranking and number in chosen:
            return _("“%(title)s” now stands in place %(place)s.") % {
                "title": localized(section.by_number[number], "title"),
                "place": chosen.index(number) + 1,
            }
    return ""


def _excess_words(section: Section, excess: int) -> str:
    if section.limits.money is not None:
        return _("The chosen projects cost %(over)s more than there is.") % {
            "over": amount_text(excess, section.money)
        }
    if section.limits.points is not None:
        return ngettext(
            "You have given %(n)s point too many.", "You have given %(n)s points too many.", excess
        ) % {"n": excess}
    return ngettext(
        "You have chosen %(n)s project too many.", "You have chosen %(n)s projects too many.", excess
    ) % {"n": excess}


def _other_limit(section: Section, chosen: list[str], points: list[int]) -> str:
    """What is wrong beside the sum, in words: too much for one project, too many of one topic. Too few is still to come."""
    wrong = (no for no in section.refusals(chosen, points) if not isinstance(no, TooFewProjects))
    return str(next(wrong, ""))


def _card(section: Section, project: Project, given: Mapping[str, int], marks: set[int]) -> dict[str, Any]:
    """What a card says of a project: what, where, cost, for whom, what the office found."""
    text, review = localized(project, "summary"), getattr(project, "review", None)
    return {
        "project": project,
        "pk": str(project.pk),  # as text: a number would be written with separators
        "number": project.number,
        "title": localized(project, "title"),
        "cost": amount_text(project.cost, section.money),
        "place": localized(project, "place") or (str(project.area) if project.area else ""),
        "place_lang": foreign(project, "place"),
        "for": localized(project, "beneficiaries"),
        "for_lang": foreign(project, "beneficiaries"),
        "topic": str(project.topic) if project.topic else "",
        "supports": project.proposal.support_count if project.proposal else 0,
        "brief": Truncator(text.replace("\n", " ")).chars(BRIEF),
        "verdict": review.get_verdict_display() if review else "",
        "condition": review.condition if review and review.verdict == Review.Verdict.CONDITIONAL else "",
        "chosen": project.number in given,
        "points": str(given.get(project.number, 0)),
        "marked": project.pk in marks,
    }


def _fits(section: Section, project: Project, wanted: dict[str, str], marks: Iterable[int]) -> bool:
    if wanted.get("only") and project.pk not in marks:
        return False
    area = wanted.get("area")
    if area and area not in (project.area_id, district_of(section.envelope, project)):
        return False
    if wanted.get("topic") and str(project.topic_id) != wanted["topic"]:
        return False
    most = wanted.get("cost", "")
    return not most.isdigit() or project.cost <= int(most)


def _options(projects: list[Project], marks: set[int], money: Currency) -> dict[str, Any]:
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
        "cost": [(str(step), amount_text(step, money)) for step in costs],
    }


def _swap(section: Section, number: str, chosen: list[str], points: list[int]) -> dict[str, Any]:
    """What taking this one out would do: whether the newest then fits, and what is left."""
    pairs = [pair for pair in zip(chosen, points or [0] * len(chosen), strict=False) if pair[0] != number]
    rest, given = [one for one, _ in pairs], [one for _, one in pairs] if section.is_points else []
    excess = section.excess(rest, given)
    after = ""
    if section.limits.money is not None:
        left = abs(section.limits.money - section.cost(rest))
        after = (_("then still %(sum)s too much") if excess else _("then %(sum)s is left")) % {
            "sum": amount_text(left, section.money)
        }
    return {
        "project": section.by_number[number],
        "excess": excess,
        "after": after,
        "newest": number == chosen[-1],
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


def part(cycle: Cycle, section: Section, draft: Draft) -> dict[str, Any]:
    """One envelope on the review page."""
    chosen, points = draft.of(section)
    known = section.by_number
    given = points or [0] * len(chosen)
    return {
        "section": section,
        "envelope": section.envelope,
        "rows": [(known[n], p) for n, p in zip(chosen, given, strict=False) if n in known],
        "cost": section.cost(chosen),
        "given": sum(points),
        "fault": section.fault([n for n in chosen if n in known], points),
        "change": reverse("voting:choose", args=[cycle.slug, section.envelope.key]),
    }
