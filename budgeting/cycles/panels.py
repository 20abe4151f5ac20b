"""What cycles show on home and on the desk, the project's knot on the golden thread, and what search finds."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting.cycles import queries
from budgeting.cycles.lineage import came_to
from budgeting.cycles.models import GONE, Cycle, Project, Review
from budgeting.cycles.parts import state_note
from civic.accounts.actors import holds, offices_of
from civic.accounts.models import Role
from civic.common.bilingual import localized
from civic.common.money import amount_text
from civic.portal.panels import Context, panel
from civic.portal.searching import Found, finder
from civic.portal.threads import Knot, thread_part
from civic.processes.calendar import calendar
from civic.processes.models import Phase

SHOWN = 5
WHAT: dict[str, Any] = {
    Phase.Kind.GATHER: gettext_lazy(
        "Write a proposal now. What a department adopts becomes a project of this cycle."
    ),
    Phase.Kind.REVIEW: gettext_lazy("Departments check whether each project can be done, and for how much."),
    Phase.Kind.COMMITTEE: gettext_lazy(
        "The committee scores the projects in public. Read what stands on the list and comment."
    ),
    Phase.Kind.PRICES: gettext_lazy(
        "Prices are published and frozen. Read the projects before the vote begins."
    ),
    Phase.Kind.VOTING: gettext_lazy("The vote is open. Choose the projects that the city should carry out."),
    Phase.Kind.RECOUNT: gettext_lazy(
        "The vote is closed. The count can be checked, and objections are taken."
    ),
    Phase.Kind.RESULT: gettext_lazy("The result with the reason for every project is published."),
    Phase.Kind.DELIVERY: gettext_lazy(
        "The funded projects are being carried out. See the dates and the money."
    ),
}
"""What can be done, or is being done, in each phase."""


@panel("cycles.now", place="home", order=10, template="cycles/panels/home.html")
def home(request: HttpRequest, at: datetime) -> Context | None:
    """The cycle that matters now: its phase, until when, what can be done, and the money. An open vote has its own."""
    cycle = queries.current_cycle(request.user, at)
    if cycle is None or cycle.process.phase_at(Phase.Kind.VOTING, at):
        return None
    drawn = calendar(cycle.process.phases.all(), at)
    numbers = Cycle.objects.filter(pk=cycle.pk).aggregate(total=Sum("envelopes__amount"))
    shown = ~Q(state__in=GONE)
    count = Project.objects.filter(shown, envelope__cycle=cycle).aggregate(n=Count("pk"))["n"]
    kind = drawn.now.kind if drawn.now else ""
    return {
        "cycle": cycle,
        "calendar": drawn,
        "what": WHAT.get(kind, ""),
        "total": numbers["total"] or 0,
        "project_count": count,
        **_way(cycle, kind),
    }


def _way(cycle: Cycle, kind: str) -> dict[str, Any]:
    """The one thing to do in this phase: its words and its address."""
    if kind == Phase.Kind.GATHER:
        return {"action_label": _("Write a proposal"), "action_href": "/proposals/"}
    if kind == Phase.Kind.VOTING:
        return {"action_label": _("Vote"), "action_href": f"/vote/{cycle.slug}/"}
    if kind in (Phase.Kind.RESULT, Phase.Kind.DELIVERY):
        return {"action_label": _("See the result"), "action_href": f"/results/{cycle.slug}/"}
    return {
        "action_label": _("Read the projects"),
        "action_href": reverse("cycles:projects", args=[cycle.slug]),
    }


@panel("cycles.reviews", place="desk", order=20, template="cycles/panels/reviews.html")
def reviews(request: HttpRequest, at: datetime) -> Context | None:
    """What waits for the department: reviews (until when, or from when on), objections to them, and opinions on others'."""
    departments = offices_of(request.user)
    if not departments:
        return None
    found = queries.reviews_waiting(request.user, departments, at).order_by("id")[:SHOWN]
    times = [(one, *queries.review_time(one, at)) for one in found]
    shown = {
        "lines": [{"project": one, "opens": opens, "due": due} for one, opens, due in times],
        "objections": list(queries.objections_waiting(request.user, departments)[:SHOWN]),
        "opinions": list(queries.opinions_waiting(request.user, departments, at)[:SHOWN]),
    }
    return shown if any(shown.values()) else None


@panel("cycles.budget", place="desk", order=40, template="cycles/panels/budget.html")
def budget(request: HttpRequest, at: datetime) -> Context | None:
    """The budget officer's work: adopted proposals that are no project yet, and cycles that nobody sees yet."""
    if not holds(request.user, Role.Kind.BUDGET):
        return None
    adopted = list(queries.adopted_without_project(request.user).order_by("-id")[:SHOWN])
    unpublished = list(Cycle.objects.filter(published=False).select_related("process")[:SHOWN])
    return {"adopted": adopted, "unpublished": unpublished} if adopted or unpublished else None


@thread_part("cycles")
def knots(number: str, viewer: Any) -> Iterator[Knot]:
    """The project that a proposal became, and what the department found."""
    projects = (
        Project.objects.visible_to(viewer)
        .filter(pk__in=came_to(number))
        .select_related("review", "envelope__cycle__process")
    )
    for project in projects:
        url = project.get_absolute_url()
        title = _("Became a project: %(title)s") % {"title": localized(project, "title")}
        facts = {"cost": project.proposed_cost}
        yield Knot(
            "project",
            project.created_at,
            title,
            f"{project.envelope} · {_sum(project, project.proposed_cost)}",
            url,
            facts=facts,
        )
        review = getattr(project, "review", None)
        if review is not None:
            verdict = _("Department review: %(verdict)s") % {"verdict": review.get_verdict_display()}
            yield Knot(
                "project",
                review.at,
                verdict,
                _sum(project, review.estimated_cost),
                f"{url}#review",
            )


@finder("cycles.projects", label=gettext_lazy("Budget projects"), more="/budget/")
def find(query: str, viewer: Any) -> list[Found]:
    """Projects whose title has the words."""
    named = Q(title__icontains=query) | Q(title_en__icontains=query)
    found = queries.projects_for_list(viewer).filter(named).order_by("-id")[:10]
    return [
        Found(
            one.get_absolute_url(),
            localized(one, "title"),
            f"{one.get_state_display()} · {_sum(one, one.cost)}",
        )
        for one in found
    ]


def _sum(project: Project, amount: int) -> str:
    return amount_text(amount, project.envelope.cycle.money)


@state_note(Project.State.INELIGIBLE)
def ground(projects: Sequence[Project]) -> dict[int, str]:
    """In lists: on which ground the department found a project not eligible."""
    reviews = Review.objects.filter(project__in=projects).exclude(reason_code="")
    return {review.project_id: review.get_reason_code_display() for review in reviews}
