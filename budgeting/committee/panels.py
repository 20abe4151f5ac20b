"""What the committee shows on my page, the desk, the pages of a cycle and a project, and the golden thread."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext as _

from budgeting.committee import actions, queries
from budgeting.committee.letters import of_closing
from budgeting.committee.models import (
    Committee,
    Decision,
    Item,
    Member,
    Minutes,
    Objection,
    Recommendation,
    ScoreSheet,
    Session,
)
from budgeting.committee.sessions.after import object_
from budgeting.committee.sessions.queries import recusals
from budgeting.committee.wording import numbers_in_words
from budgeting.committee.working import queue_of
from budgeting.cycles.lineage import came_to
from budgeting.cycles.models import GONE, Cycle, Project
from budgeting.cycles.parts import cycle_part, project_part
from budgeting.cycles.queries import processes_in
from civic.accounts.actors import holds, offices_of
from civic.accounts.models import Role, User
from civic.portal.panels import Context, panel
from civic.portal.threads import Knot, thread_part
from civic.processes.models import Phase

BEFORE = (Project.State.REVIEW, Project.State.INELIGIBLE, *GONE)


@panel("committee.queue", place="me", order=10, template="committee/panels/me.html")
def queue(request: HttpRequest, at: datetime) -> Context | None:
    """My queue, where I hold a seat and the committee's phase is open."""
    if not isinstance(request.user, User):
        return None
    open_now = processes_in(at, Phase.Kind.COMMITTEE)
    seat = (
        Member.objects.filter(
            queries.in_force(queries.day(at)),
            user=request.user,
            committee__cycle__process__in=open_now,
            committee__reviews=True,
        )
        .select_related("committee__cycle__process", "user")
        .prefetch_related("committee__cycle__process__phases")
        .order_by("-id")
        .first()
    )
    return {"queues": [queue_of(seat, seat.committee.cycle, at)]} if seat else None


@panel("committee.own_scores", place="me", order=80, template="committee/panels/own_scores.html")
def own_scores(request: HttpRequest, at: datetime) -> Context | None:
    """The way to what one has scored, which the queue of a committee that is over does not lead to any more."""
    if not isinstance(request.user, User):
        return None
    return {} if ScoreSheet.objects.filter(member__user=request.user).exists() else None


@panel("committee.writing", place="me", order=9, template="committee/panels/writing.html")
def writing(request: HttpRequest, at: datetime) -> Context | None:
    """Motions on which I have not voted in writing yet, until when; none from which I am recused."""
    if not isinstance(request.user, User):
        return None
    seats = Member.objects.filter(queries.in_force(queries.day(at)), user=request.user, votes=True)
    asked = (
        Item.objects.filter(
            state=Item.State.WAITING,
            session__state=Session.State.OPEN,
            session__way=Session.Way.WRITTEN,
            session__ends_at__gt=at,
            session__committee__members__in=seats,
        )
        .exclude(written_votes__member__in=seats)
        .select_related("session__committee", "project")
        .order_by("session__ends_at", "position")
    )
    items = list(asked[:20])
    if not items:
        return None
    of_body = {one.committee_id: one for one in seats}
    out = recusals(list(of_body.values()), items, at)
    mine = [one for one in items if (of_body[one.session.committee_id].pk, one.project_id or 0) not in out]
    return {"items": mine} if mine else None


@panel("committee.desk", place="desk", order=30, template="committee/panels/desk.html")
def desk(request: HttpRequest, at: datetime) -> Context | None:
    """The secretary's work: what can be decided, what waits for scores, whose declarations are missing."""
    if not holds(request.user, Role.Kind.SECRETARY):
        return None
    open_now = processes_in(at, Phase.Kind.COMMITTEE)
    committee = (
        Committee.objects.filter(cycle__process__in=open_now, reviews=True)
        .select_related("cycle__process")
        .prefetch_related("cycle__process__phases")
        .order_by("-id")
        .first()
    )
    if committee is None:
        return None
    found = queries.standings(
        committee, queries.before_committee(committee.cycle).order_by("id"), at
    ).values()
    if not found:
        return None
    phase = committee.cycle.process.phase(Phase.Kind.COMMITTEE)
    row = {
        "committee": committee,
        "ready": sum(one.has_quorum for one in found),
        "waiting": sum(not one.has_quorum for one in found),
        "undeclared": sum(len(one.undeclared) for one in found),
        "closes_at": phase.closes_at if phase else None,
    }
    return {"rows": [row]}


@panel("committee.sessions", place="desk", order=29, template="committee/panels/sessions.html")
def sessions(request: HttpRequest, at: datetime) -> Context | None:
    """The sessions that are called or in which votes are taken, soonest first, and minutes that are not published."""
    if not holds(request.user, Role.Kind.SECRETARY):
        return None
    held = Session.objects.select_related("committee")
    ahead = held.filter(state__in=[Session.State.CALLED, Session.State.OPEN]).order_by("starts_at", "id")
    owed = held.filter(state=Session.State.CLOSED).exclude(minutes__state=Minutes.State.PUBLISHED)
    found = {
        "ahead": list(ahead[:10]),
        "owed": list(owed.select_related("minutes").order_by("closed_at")[:10]),
    }
    return found if any(found.values()) else None


@panel("committee.after", place="desk", order=31, template="committee/panels/after.html")
def after(request: HttpRequest, at: datetime) -> Context | None:
    """What a committee still owes when its sessions, and perhaps its phase, are over: answers, and decisions to publish."""
    if not holds(request.user, Role.Kind.SECRETARY):
        return None
    objections = (
        Objection.objects.filter(answered_at__isnull=True)
        .select_related("decision__project")
        .order_by("due_on", "id")[:20]
    )
    waits = Item.objects.filter(session=OuterRef("pk"), state=Item.State.DECIDED, published_at__isnull=True)
    sessions = (
        Session.objects.filter(Exists(waits), state=Session.State.CLOSED)
        .select_related("committee")
        .order_by("closed_at")[:20]
    )
    found = {"objections": list(objections), "sessions": list(sessions)}
    return found if any(found.values()) else None


@panel("committee.recommendations", place="desk", order=32, template="committee/panels/recommendations.html")
def recommendations(request: HttpRequest, at: datetime) -> Context | None:
    """What committees recommend to the departments of an officer and nobody has answered."""
    own = offices_of(request.user)
    found = Recommendation.objects.filter(department__in=own, answered_at__isnull=True)
    rows = list(found.select_related("item").order_by("due_on", "id")[:20]) if own else []
    return {"recommendations": rows} if rows else None


@project_part("committee.decision", order=10, template="committee/parts/project.html")
def on_project(project: Project, viewer: Any, at: datetime) -> Context | None:
    """The decision with its numbers and the scores without names; a word where none has been taken."""
    decision, set_aside = queries.decisions_of(project)
    cycle = project.envelope.cycle
    challenge = (
        actions.open_challenge.allows(viewer, project=project, at=at) if viewer.is_authenticated else False
    )
    past = [
        {"decision": one, "numbers": numbers_in_words(one), "objections": list(one.objections.all())}
        for one in set_aside
    ]
    if decision is None:
        waits = project.state not in BEFORE and Committee.objects.reviewing(cycle).exists()
        context = {
            "decision": None,
            "project": project,
            "cycle": cycle,
            "may_challenge": challenge,
            "past": past,
        }
        return context if waits or past else None
    return {
        "decision": decision,
        "numbers": numbers_in_words(decision),
        "past": past,
        "cycle": cycle,
        "table": _table(project),
        "objections": list(decision.objections.all()),
        "may_object": object_.allows(viewer, decision=decision, text=None, at=at),
    }


def _table(project: Project) -> dict[str, Any] | None:
    """The sheets that the closing counted, by letters instead of names, with the hash that anybody can compute again."""
    closing = queries.last_closing(project)
    if closing is None:
        return None
    criteria = list(closing.round.criteria.all())
    rows = [
        [one["letter"], *[one["sheet"].scores.get(criterion.key, "–") for criterion in criteria]]
        for one in of_closing(closing)
    ]
    return {
        "columns": [_("Member"), *[str(criterion) for criterion in criteria]],
        "rows": rows,
        "digest": closing.digest,
    }


@cycle_part("committee.committee", order=20, template="committee/parts/cycle.html")
def on_cycle(cycle: Cycle, viewer: Any, at: datetime) -> Context | None:
    """The cycle's committee with its numbers; the secretary finds the button to set it up."""
    committee = Committee.objects.reviewing(cycle).first()
    if committee is None:
        return {"committee": None, "cycle": cycle} if holds(viewer, Role.Kind.SECRETARY) else None
    numbers = {"members": committee.members.count(), "decisions": committee.decisions.count()}
    return {"committee": committee, "cycle": cycle, **numbers}


@thread_part("committee")
def knots(number: str, viewer: Any) -> Iterator[Knot]:
    """The committee's decision on the project that a proposal became."""
    projects = Project.objects.visible_to(viewer).filter(pk__in=came_to(number))
    for decision in Decision.every.filter(project__in=projects).select_related("project"):
        said = _("Committee: %(outcome)s") if decision.set_aside_at is None else _("Set aside: %(outcome)s")
        title = said % {"outcome": decision.get_outcome_display()}
        url = f"{decision.project.get_absolute_url()}#committee"
        yield Knot(
            "committee", decision.at, title, numbers_in_words(decision), url, facts={"score": decision.score}
        )
