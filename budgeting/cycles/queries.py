"""Questions about cycles that several places ask."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from budgeting.cycles.models import Cycle, Envelope, Project
from civic.accounts.actors import is_staff
from civic.processes.models import Phase
from proposals.models import Answer, Proposal


def with_calendar(cycles: QuerySet[Cycle]) -> QuerySet[Cycle]:
    """Cycles with process, area, rules and phases loaded: three queries for any number."""
    return cycles.select_related("process__area", "rules", "thread").prefetch_related("process__phases")


def rules_frozen(cycle: Cycle, at: datetime) -> bool:
    """Has the first phase opened? (The trigger asks the database's clock the same.)"""
    return any(phase.opens_at <= at for phase in cycle.process.phases.all())


def prices_published_at(cycle: Cycle) -> datetime | None:
    """When prices and envelopes freeze: at the opening of the price phase, else of the vote."""
    phase = cycle.process.phase(Phase.Kind.PRICES) or cycle.process.phase(Phase.Kind.VOTING)
    return phase.opens_at if phase else None


def money_frozen(cycle: Cycle, at: datetime) -> bool:
    """Are prices and envelopes frozen?"""
    moment = prices_published_at(cycle)
    return moment is not None and moment <= at


def is_open(cycle: Cycle, at: datetime, *kinds: str) -> bool:
    """Is a phase of one of these kinds open?"""
    return any(cycle.process.phase_at(kind, at) for kind in kinds)


def current_cycle(viewer: Any, at: datetime) -> Cycle | None:
    """The cycle that people meet now: one with an open phase (voting first), else the next, else the newest."""
    found = list(
        with_calendar(Cycle.objects.visible_to(viewer)).filter(external_id__isnull=True, published=True)[:12]
    )

    def rank(cycle: Cycle) -> tuple[int, float]:
        phases = list(cycle.process.phases.all())
        if cycle.process.phase_at(Phase.Kind.VOTING, at):
            return 0, 0.0
        before_delivery = [p for p in phases if p.kind != Phase.Kind.DELIVERY]
        if any(phase.is_open(at) for phase in before_delivery):
            return 1, 0.0
        ahead = [phase.opens_at.timestamp() for phase in phases if phase.opens_at > at]
        return (2, min(ahead)) if ahead else (3, -float(cycle.pk))

    return min(found, key=rank, default=None)


def envelopes_of(cycle: Cycle) -> list[Envelope]:
    """The envelopes of a cycle, each with how many projects it has (``projects_shown``); one query."""
    shown = ~Q(projects__state=Project.State.WITHDRAWN)
    return list(
        cycle.envelopes.select_related("area").annotate(projects_shown=Count("projects", filter=shown))
    )


def projects_for_list(viewer: Any) -> QuerySet[Project]:
    """Projects that the viewer may see, with what a list shows of each."""
    return Project.objects.visible_to(viewer).select_related(
        "envelope__cycle__process", "area", "department", "topic"
    )


def projects_with_calendar(viewer: Any) -> QuerySet[Project]:
    """Projects with their cycle's phases: what the rules of who-and-when ask for."""
    return projects_for_list(viewer).prefetch_related(
        Prefetch("envelope__cycle__process__phases", queryset=Phase.objects.order_by("opens_at"))
    )


def project_page(viewer: Any) -> QuerySet[Project]:
    """Projects with all that the project page draws by itself."""
    return projects_with_calendar(viewer).select_related(
        "review__department", "proposal", "thread", "envelope__cycle__rules"
    )


def visible_proposal(project: Project, viewer: Any) -> Proposal | None:
    """The proposal a project came from, unless it is hidden from the viewer."""
    proposal = project.proposal
    if proposal is None or (proposal.state not in Proposal.PUBLIC_STATES and not is_staff(viewer)):
        return None
    return proposal


def adopted_without_project(viewer: Any) -> QuerySet[Proposal]:
    """Proposals that a department adopted, wholly or in part, and that are no project yet."""
    adopted = Q(
        answers__interim=False,
        answers__disposition__in=[Answer.Disposition.ADOPTED, Answer.Disposition.PARTLY],
    )
    return (
        Proposal.objects.visible_to(viewer)
        .filter(adopted, projects__isnull=True, external_id__isnull=True)
        .exclude(state__in=[Proposal.State.WITHDRAWN, Proposal.State.MERGED, Proposal.State.HIDDEN])
        .select_related("department", "area")
    )


def processes_in(at: datetime, *kinds: str) -> QuerySet[Phase, Any]:
    """The processes that have a phase of one of these kinds open: a subquery of their keys."""
    return Phase.objects.filter(kind__in=kinds, opens_at__lte=at, closes_at__gt=at).values("process")


def envelopes_taking(at: datetime) -> QuerySet[Envelope]:
    """The envelopes that take projects now: their cycle gathers or reviews."""
    taking = processes_in(at, Phase.Kind.GATHER, Phase.Kind.REVIEW)
    return Envelope.objects.filter(cycle__process__in=taking).select_related("cycle__process")


def reviews_waiting(viewer: Any, departments: Iterable[int | None]) -> QuerySet[Project]:
    """Projects of these departments whose review is not written."""
    return projects_with_calendar(viewer).filter(
        state=Project.State.REVIEW, department__in=[d for d in departments if d]
    )
