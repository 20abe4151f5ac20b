"""Votes on home and on my page, and the ballot's knot on the golden thread."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from budgeting.cycles.lineage import came_to
from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.parts import project_part, state_note
from budgeting.voting import actions
from budgeting.voting.models import PollingPlace, TakenOff, VotingGroup
from budgeting.voting.queries import group_of, voting_phase
from civic.accounts.actors import roles_of
from civic.accounts.models import Role
from civic.common.bilingual import localized
from civic.common.clock import now
from civic.common.dates import date_text
from civic.portal.panels import Context, panel
from civic.portal.threads import Knot, thread_part
from civic.processes.models import Phase

OTHER = TakenOff.Ground.OTHER
BRIEF = 80  # characters of a reason in a list
AFTER_BALLOT = [Project.State.ON_BALLOT, Project.State.FUNDED, Project.State.NOT_FUNDED]


def _open_votes(viewer: Any, at: datetime) -> list[Cycle]:
    """Votes that are open now, with the numbers of their envelopes and projects; two queries."""
    on_ballot = Q(envelopes__projects__state=Project.State.ON_BALLOT)
    return list(
        Cycle.objects.visible_to(viewer)
        .filter(
            process__phases__kind=Phase.Kind.VOTING,
            process__phases__opens_at__lte=at,
            process__phases__closes_at__gt=at,
            voting__roll_fixed_at__isnull=False,
            published=True,
        )
        .annotate(
            envelope_count=Count("envelopes", filter=on_ballot, distinct=True),
            project_count=Count("envelopes__projects", filter=on_ballot, distinct=True),
        )
        .select_related("process", "voting")
        .prefetch_related("process__phases")
        .order_by("process__phases__closes_at")[:3]
    )


@panel("voting.now", place="home", order=5, template="voting/panels/home.html")
def home(request: HttpRequest, at: datetime) -> Context | None:
    """What can be voted on now, and until when."""
    votes = _open_votes(request.user, at)
    if not votes:
        return None
    return {"votes": [{"cycle": each, "phase": voting_phase(each)} for each in votes]}


@panel("voting.mine", place="me", order=20, template="voting/panels/me.html")
def mine(request: HttpRequest, at: datetime) -> Context | None:
    """Where this person can vote, and what to do with a receipt. Nothing here is read from the box."""
    if not request.user.is_authenticated:
        return None
    groups = VotingGroup.objects.filter(roll__resident=request.user.uuid, cycle__published=True)
    groups = (
        groups.select_related("cycle__process")
        .prefetch_related("cycle__process__phases")
        .order_by("-roll_fixed_at")
    )
    votes = [{"cycle": each.cycle, "group": each, "phase": voting_phase(each.cycle)} for each in groups[:5]]
    return {"votes": votes, "at": at} if votes else None


@panel("voting.station", place="desk", order=18, template="voting/panels/station.html")
def station(request: HttpRequest, at: datetime) -> Context | None:
    """Polling places that are open now, for their clerks; votes whose slips are to be entered."""
    roles = [role for role in roles_of(request.user) if role.kind in (Role.Kind.STATION, Role.Kind.BUDGET)]
    clerk = [role for role in roles if role.kind == Role.Kind.STATION]
    if not roles:
        return None
    places = PollingPlace.objects.filter(
        cycle__process__phases__kind=Phase.Kind.VOTING,
        cycle__process__phases__opens_at__lte=at,
        cycle__process__phases__closes_at__gt=at,
    ).select_related("cycle__process")
    if all(role.area_id for role in clerk):
        places = places.filter(area__in=[role.area_id for role in clerk])
    waiting = Cycle.objects.filter(
        process__phases__kind=Phase.Kind.VOTING,
        process__phases__closes_at__lte=at,
        voting__marks__isnull=False,
        voting__published_at__isnull=True,
        count__isnull=True,
    ).select_related("process")
    shown = {"places": list(places[:10]), "cycles": list(waiting.distinct()[:10])}
    return shown if any(shown.values()) else None


@project_part("voting.taken_off", order=5, template="voting/parts/project.html")
def on_project(project: Project, viewer: Any, at: datetime) -> Context | None:
    """Why the project left the ballot; for the budget officer the way to take it off. No query for anybody else's view."""
    if project.state == Project.State.TAKEN_OFF:
        found = TakenOff.objects.filter(project=project).select_related("project__envelope__cycle__voting")
        return _gone(found.first())
    standing = project.state == Project.State.ON_BALLOT and viewer.is_authenticated
    may = standing and actions.take_off_ballot.allows(viewer, project=project, at=at)
    return {"project": project, "may_take_off": True} if may else None


def _gone(taken: TakenOff | None) -> Context | None:
    """Before the result is published ballots still count; since then they counted."""
    if taken is None:
        return None
    group = group_of(taken.project.envelope.cycle)
    return {"taken": taken, "counted": group is not None and group.published_at is not None}


@state_note(Project.State.TAKEN_OFF)
def since(projects: Sequence[Project]) -> dict[int, str]:
    """In lists: since when and on which ground; where that is in the text only, how the text begins."""
    said = {}
    for taken in TakenOff.objects.filter(project__in=projects):
        words = (
            Truncator(localized(taken, "reason")).chars(BRIEF)
            if taken.ground == OTHER
            else taken.get_ground_display()
        )
        said[taken.project_id] = _("Since %(at)s: %(ground)s") % {"at": date_text(taken.at), "ground": words}
    return said


@thread_part("voting.ballot")
def ballot(number: str, viewer: Any) -> Iterator[Knot]:
    """On the ballot: when the vote opens, or opened; or that it was taken off, and why."""
    at = now()
    stood = Q(state__in=AFTER_BALLOT) | Q(taken_off__isnull=False)
    rows = Project.objects.visible_to(viewer).filter(stood, pk__in=came_to(number))
    for project in rows.select_related("envelope__cycle__process", "taken_off").prefetch_related(
        "envelope__cycle__process__phases"
    ):
        if hasattr(project, "taken_off"):
            yield _taken_off(project.taken_off, project)
            continue
        cycle = project.envelope.cycle
        phase = voting_phase(cycle)
        if phase is not None:
            yield Knot(
                stage="ballot",
                at=phase.opens_at,
                title=_("On the ballot"),
                text=str(cycle.process),
                url=f"/vote/{cycle.slug}/",
                done=phase.opens_at <= at,
                facts={"closes_at": phase.closes_at},
            )


def _taken_off(taken: TakenOff, project: Project) -> Knot:
    return Knot(
        stage="ballot",
        at=taken.at,
        title=_("Taken off the ballot"),
        text=f"{taken.get_ground_display()}. {localized(taken, 'reason')}",
        url=project.get_absolute_url(),
        done=True,
    )
