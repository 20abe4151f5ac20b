"""Questions about cycles that several places ask."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from budgeting.cycles.models import (
    GONE,
    Cycle,
    Envelope,
    Incompatibility,
    Lineage,
    Objection,
    PartnerOpinion,
    Project,
)
from civic.accounts.actors import is_staff
from civic.processes.models import Phase
from proposals.models import Answer, Proposal


def with_calendar(cycles: QuerySet[Cycle]) -> QuerySet[Cycle]:
    """Cycles with process, area, rules and phases loaded: three queries for any number."""
    return cycles.select_related("process__area", "rules", "thread").prefetch_related("process__phases")


def rules_frozen(cycle: Cycle, at: datetime) -> bool:
    """Has the first phase opened? (The trigger asks the database's clock the same.)"""
    return any(phase.opens_at <= at for phase in cycle.process.phases.all())


#: The phases that freeze prices: whichever of them comes first.
PRICED = (Phase.Kind.PRICES, Phase.Kind.VOTING)


def prices_published_at(cycle: Cycle) -> datetime | None:
    """When prices and envelopes freeze: at the opening of the price phase, else of the vote."""
    phase = cycle.process.phase(Phase.Kind.PRICES) or cycle.process.phase(Phase.Kind.VOTING)
    return phase.opens_at if phase else None


def money_frozen(cycle: Cycle, at: datetime) -> bool:
    """Are prices and envelopes frozen?"""
    moment = prices_published_at(cycle)
    return moment is not None and moment <= at


#: Projects whose review waits to be written anew, because an objection to the one before it was upheld.
REVIEWED_AGAIN = Q(
    state=Project.State.REVIEW, review__isnull=True, objections__outcome=Objection.Outcome.UPHELD
)


def is_reviewed_again(project: Project) -> bool:
    """Is the project one of ``REVIEWED_AGAIN``? A query where it waits for a review at all."""
    waits = project.state == Project.State.REVIEW
    return waits and Project.objects.filter(REVIEWED_AGAIN, pk=project.pk).exists()


def vote_opened(cycle: Cycle, at: datetime) -> bool:
    """Has the vote begun? From then on no project comes to the ballot."""
    phase = cycle.process.phase(Phase.Kind.VOTING)
    return phase is not None and phase.opens_at <= at


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
    shown = ~Q(projects__state__in=GONE)
    return list(
        cycle.envelopes.select_related("area").annotate(projects_shown=Count("projects", filter=shown))
    )


def projects_for_list(viewer: Any) -> QuerySet[Project]:
    """Projects that the viewer may see, with what a list shows of each."""
    return Project.objects.visible_to(viewer).select_related(
        "envelope__cycle__process", "area", "department", "topic"
    )


#: What became of a project that goes no further, whatever an objection does.
OUT_FOR_GOOD = (*GONE, Project.State.LEFT_BEHIND)
#: What became of a project that nobody can vote for and no money goes to.
OUT_OF_THE_CYCLE = (*OUT_FOR_GOOD, Project.State.INELIGIBLE, Project.State.NOT_ADMITTED)


def first_of(cycle: Cycle, viewer: Any) -> QuerySet[Project]:
    """Projects of a cycle, the newest first; those out of it (not eligible, withdrawn, merged …) after all others."""
    out = Case(When(state__in=OUT_OF_THE_CYCLE, then=1), default=0)
    return projects_for_list(viewer).filter(envelope__cycle=cycle).order_by(out, "-id")


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


#: States of proposals of which no project is made.
NOT_TAKEN = (
    Proposal.State.DRAFT,
    Proposal.State.WITHDRAWN,
    Proposal.State.MERGED,
    Proposal.State.TRANSFERRED,
    Proposal.State.HIDDEN,
)


def adopted_without_project(viewer: Any) -> QuerySet[Proposal]:
    """Proposals that a department adopted, wholly or in part, and that are no project yet."""
    adopted = Q(
        answers__interim=False,
        answers__disposition__in=[Answer.Disposition.ADOPTED, Answer.Disposition.PARTLY],
    )
    return (
        Proposal.objects.visible_to(viewer)
        .filter(adopted, projects__isnull=True, external_id__isnull=True)
        .exclude(state__in=NOT_TAKEN)
        .select_related("department", "area")
    )


def processes_in(at: datetime, *kinds: str) -> QuerySet[Phase, Any]:
    """The processes that have a phase of one of these kinds open: a subquery of their keys."""
    return Phase.objects.filter(kind__in=kinds, opens_at__lte=at, closes_at__gt=at).values("process")


def envelopes_taking(at: datetime) -> QuerySet[Envelope]:
    """The envelopes that take projects now: their cycle gathers or reviews."""
    taking = processes_in(at, Phase.Kind.GATHER, Phase.Kind.REVIEW)
    return Envelope.objects.filter(cycle__process__in=taking).select_related("cycle__process")


def reviews_waiting(viewer: Any, departments: Iterable[int | None], at: datetime) -> QuerySet[Project]:
    """Projects of these departments whose review is not written, and still can be."""
    waiting = projects_with_calendar(viewer).filter(
        state=Project.State.REVIEW, department__in=[d for d in departments if d]
    )
    return waiting.filter(pk__in=reviewable(at))


def review_time(project: Project, at: datetime) -> tuple[datetime | None, datetime | None]:
    """From when until when the project is reviewed: its phase; one that is reviewed again, until prices are public."""
    cycle = project.envelope.cycle
    phase = cycle.process.phase(Phase.Kind.REVIEW)
    if phase is None or phase.closes_at <= at:
        return None, prices_published_at(cycle)
    return phase.opens_at, phase.closes_at


def reviewable(at: datetime) -> QuerySet[Project, Any]:
    """Projects whose review phase is not over, and those that are reviewed again: a subquery of their keys."""
    ahead = Phase.objects.filter(kind=Phase.Kind.REVIEW, closes_at__gt=at).values("process")
    frozen = Phase.objects.filter(kind__in=PRICED, opens_at__lte=at).values("process")
    in_time = Q(envelope__cycle__process__in=ahead)
    again = REVIEWED_AGAIN & ~Q(envelope__cycle__process__in=frozen)
    return Project.objects.filter(in_time | again).values("pk")


def exclusions(projects: Iterable[Project]) -> dict[int, set[int]]:
    """Which of these projects exclude which: key → keys, both ways; one query."""
    keys = [project.pk for project in projects]
    found: dict[int, set[int]] = defaultdict(set)
    pairs = Incompatibility.objects.filter(first__in=keys, second__in=keys)
    for one, other in pairs.values_list("first_id", "second_id"):
        found[one].add(other)
        found[other].add(one)
    return dict(found)


def pairs_of(project: Project) -> list[Incompatibility]:
    """The pairs that a project stands in, each with ``other``: the project it excludes and is excluded by; one query.

    Only while both can still be funded, or one was: a project that was withdrawn excludes nothing.
    """
    if project.state in OUT_FOR_GOOD:
        return []
    found = Incompatibility.objects.filter(Q(first=project) | Q(second=project))
    found = found.exclude(first__state__in=OUT_FOR_GOOD).exclude(second__state__in=OUT_FOR_GOOD)
    pairs = list(found.select_related("first", "second"))
    for pair in pairs:
        pair.other = pair.second if pair.first_id == project.pk else pair.first  # type: ignore[attr-defined]  # for the page
    return pairs


def why_withdrawn(project: Project) -> str:
    """The reason of a withdrawal; empty for any other project. A query where it was withdrawn."""
    if project.state != Project.State.WITHDRAWN:
        return ""
    last = project.versions.order_by("-number").first()
    return last.reason if last is not None else ""


def lineage_of(project: Project) -> tuple[list[Lineage], list[Lineage]]:
    """What went into this project, and what it went into; one query."""
    rows = list(
        Lineage.objects.filter(Q(heir=project) | Q(ancestor=project)).select_related(
            "ancestor__proposal", "heir"
        )
    )
    before = [row for row in rows if row.heir_id == project.pk]
    return before, [row for row in rows if row.ancestor_id == project.pk]


def opinions_waiting(
    viewer: Any, departments: Iterable[int | None], at: datetime
) -> QuerySet[PartnerOpinion]:
    """Questions of other departments that these departments have not answered, and still can."""
    waiting = PartnerOpinion.objects.filter(
        project__in=Project.objects.visible_to(viewer).exclude(state__in=GONE),
        department__in=[d for d in departments if d],
        answered_at__isnull=True,
    )
    return waiting.filter(project__in=reviewable(at)).select_related("project", "department").order_by("id")


def objections_waiting(viewer: Any, departments: Iterable[int | None]) -> QuerySet[Objection]:
    """Objections to reviews of these departments that they have not answered, the earliest due first."""
    waiting = Objection.objects.filter(
        project__in=Project.objects.visible_to(viewer),
        project__department__in=[d for d in departments if d],
        answered_at__isnull=True,
    )
    return waiting.select_related("project").order_by("due_on", "id")


def pairs_among(projects: Iterable[Project]) -> list[Incompatibility]:
    """The pairs of these projects that exclude one another, with both projects, for a ballot; one query."""
    keys = [project.pk for project in projects]
    pairs = Incompatibility.objects.filter(first__in=keys, second__in=keys)
    return list(pairs.select_related("first", "second"))
