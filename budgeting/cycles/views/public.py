"""Pages for everybody: cycles, one cycle with its calendar, rules and money, its projects, and one project."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from budgeting.cycles import actions, queries
from budgeting.cycles.ballot_wording import envelope_rows
from budgeting.cycles.ends import end_of
from budgeting.cycles.forms import FilterForm
from budgeting.cycles.lines import project_lines
from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.parts import cycle_parts, drawn, project_parts
from budgeting.cycles.states import TAG_KINDS, State
from budgeting.cycles.versions import history
from budgeting.cycles.wording import rules_in_words
from civic.accounts.actors import holds, is_staff
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from civic.processes.calendar import calendar
from civic.processes.models import PhaseChange

SECTION = {"section": "budget"}
SHOWN = 6


def cycle_or_404(request: HttpRequest, slug: str) -> Cycle:
    """The cycle with its calendar and rules, if this viewer may see it."""
    return get_object_or_404(queries.with_calendar(Cycle.objects.visible_to(request.user)), slug=slug)


def parts_of(request: HttpRequest, registry: Any, thing: Any) -> list[str]:
    """What other apps show on this page, drawn."""
    found = drawn(registry, thing, request.user, now())
    return [render_to_string(part.template, context, request) for part, context in found]


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Every cycle, newest first, with what is open now."""
    page = keyset(
        queries.with_calendar(Cycle.objects.visible_to(request.user)),
        order=("-budget_year", "-id"),
        cursor=request.GET.get("after"),
        size=10,
    )
    at = now()
    lines = [{"cycle": one, "calendar": calendar(one.process.phases.all(), at)} for one in page]
    return render(request, "cycles/list.html", {**SECTION, "page": page, "lines": lines})


@require_safe
@for_visitors
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One cycle: calendar in words and bars, money, rules in words, and the first of its projects.

    With ``?preview=1`` the staff see a cycle, published or not, as a citizen who is not signed in will see it.
    """
    cycle = cycle_or_404(request, slug)
    preview = "preview" in request.GET and is_staff(request.user)
    at = now()
    envelopes = queries.envelopes_of(cycle)
    projects = queries.first_of(cycle, request.user)[:SHOWN]
    changes = PhaseChange.objects.filter(phase__process=cycle.process_id).select_related("phase")[:10]
    context = {
        "cycle": cycle,
        "calendar": calendar(cycle.process.phases.all(), at),
        "changes": changes,
        "envelopes": envelope_rows(envelopes, cycle.rules.undecided if hasattr(cycle, "rules") else ()),
        "total": sum(envelope.amount for envelope in envelopes),
        "project_count": sum(envelope.projects_shown for envelope in envelopes),  # type: ignore[attr-defined]  # annotated
        "rules": rules_in_words(cycle.rules) if hasattr(cycle, "rules") else [],
        "rules_frozen": queries.rules_frozen(cycle, at),
        "lines": project_lines(projects),
        "parts": parts_of(request, cycle_parts, cycle),
        "may_manage": not preview and holds(request.user, Role.Kind.BUDGET),
        "preview": preview,
    }
    return render(request, "cycles/detail.html", {**SECTION, **context})


@require_safe
@for_visitors
def projects(request: HttpRequest, slug: str) -> HttpResponse:
    """The projects of a cycle, by area, envelope and state."""
    cycle = cycle_or_404(request, slug)
    form = FilterForm(request.GET, cycle=cycle)
    wanted = form.wanted()
    found = queries.projects_for_list(request.user).filter(envelope__cycle=cycle, **wanted)
    page = keyset(found, order=("-id",), cursor=request.GET.get("after"), size=20)
    context = {"cycle": cycle, "page": page, "lines": project_lines(page)}
    return render(
        request, "cycles/projects.html", {**SECTION, **context, "filter_form": form, "filtered": bool(wanted)}
    )


@require_safe
@for_visitors
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project: place, what, who benefits, cost, both reviews, where it came from, and what became of it.

    The page of a merged project leads to the one that it went into, for good.
    """
    found = get_object_or_404(queries.project_page(request.user), pk=pk)
    before, after = queries.lineage_of(found)
    if found.state == Project.State.MERGED and after:
        return redirect(after[0].heir, permanent=True)
    at = now()
    frozen = queries.money_frozen(found.envelope.cycle, at)
    context = {
        "project": found,
        "before": before,
        "after": after,
        "apart": queries.pairs_of(found),
        "history": history(list(found.versions.all()), found.envelope.cycle.money),
        "past_reviews": found.past_reviews.select_related("department"),
        "opinions": found.partner_opinions.select_related("department"),
        "objections": found.objections.all(),
        "reviewed_again": queries.is_reviewed_again(found),
        "may": _may(request, found, at),
        "cycle": found.envelope.cycle,
        "state_kind": TAG_KINDS[State(found.state)],
        "end": end_of(found, prices_published=frozen),
        "why_withdrawn": queries.why_withdrawn(found),
        "review": getattr(found, "review", None),
        "proposal": queries.visible_proposal(found, request.user),
        "calendar": calendar(found.envelope.cycle.process.phases.all(), at),
        "prices_at": queries.prices_published_at(found.envelope.cycle),
        "money_frozen": frozen,
        "parts": parts_of(request, project_parts, found),
    }
    return render(request, "cycles/project.html", {**SECTION, **context})


def _may(request: HttpRequest, found: Project, at: datetime) -> dict[str, bool]:
    """What this viewer may do here; a visitor who is not signed in may do nothing and costs no query."""
    if not request.user.is_authenticated:
        return {}
    user = request.user
    return {
        "review": actions.open_review.allows(user, project=found, at=at),
        "add_files": actions.add_files.allows(user, project=found),
        "withdraw": actions.withdraw_project.allows(user, project=found, at=at),
        "shape": actions.shape_project.allows(user, project=found, at=at),
        "hold_apart": actions.hold_apart.allows(user, project=found, other=None, reason="", at=at),
        "hand_on": actions.hand_on.allows(user, project=found, department=None, reason=None),
        "object": actions.object_to_review.allows(user, project=found, text=None, at=at),
        "answer": found.department_id is not None
        and holds(user, Role.Kind.OFFICER, department=found.department_id),
    }


def project_or_404(request: HttpRequest, pk: int) -> Project:
    """The project with its cycle's calendar, if this viewer may see it."""
    return get_object_or_404(
        queries.projects_with_calendar(request.user).select_related(
            "proposal", "review", "envelope__cycle__rules"
        ),
        pk=pk,
    )
