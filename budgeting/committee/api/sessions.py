"""A session from its preparation to the published decisions, for the secretary's programs: the acts of the pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.committee.actions import secretary
from budgeting.committee.api import session_inputs as inputs
from budgeting.committee.api import session_outputs as outputs
from budgeting.committee.domain import announcing, answering, calling, sitting, writing
from budgeting.committee.models import Item, Session
from budgeting.committee.sessions import queries
from budgeting.committee.telling import Letter, letters_of
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.api.checking import checked
from civic.api.paging import PageQuery, page_asked, page_of
from civic.api.steps import Given, Step
from civic.common.clock import now

COURSE: dict[str, Callable[..., Session]] = {
    "call": calling.call_session,
    "open": sitting.open_session,
    "count": writing.count_votes,
    "close": sitting.close_session,
    "cancel": calling.cancel_session,
}


def only_secretary(request: Request) -> None:
    """Raises what refuses everybody else, before a word of what was sent is read."""
    for no in secretary(request.user):
        raise no


def session_of(request: Request, pk: int) -> Session:
    """The session, for its secretary."""
    shown = Session.objects.visible_to(request.user).select_related("committee__cycle__process")
    found = get_object_or_404(shown, pk=pk)
    only_secretary(request)
    return found


def item_of(request: Request, pk: int) -> Item:
    """The item of an agenda, for the secretary."""
    rows = Item.objects.filter(session__in=Session.objects.visible_to(request.user))
    more = ("session__committee__cycle__process", "project__envelope__cycle__process")
    found = get_object_or_404(rows.select_related(*more), pk=pk)
    only_secretary(request)
    return found


def as_run(session: Session) -> dict[str, Any]:
    """The session as the secretary runs it, in a fixed number of queries."""
    fresh = Session.objects.select_related("committee").get(pk=session.pk)
    rows = fresh.items.select_related("project__proposal", "project__department", "resolution")
    items = list(rows.prefetch_related("motions"))
    here = queries.there(fresh)
    seats = [
        {"member": one.pk, "votes": one.votes, "present": one.pk in here} for one in queries.enrolled(fresh)
    ]
    body = {
        "session": fresh,
        "attendance": seats,
        "items": items,
        "unpublished": queries.unpublished(fresh).count(),
    }
    context = {"presences": queries.presences(fresh, items, now())}
    return dict(outputs.RunOutput(body, context=context).data)


class Run(APIView):
    @extend_schema(
        operation_id="committee_run",
        responses=outputs.RunOutput,
        summary="A session as the secretary runs it: who is there, each item with its quorum",
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(as_run(session_of(request, pk)))


class Pending(APIView):
    @extend_schema(
        operation_id="committee_pending_decisions",
        parameters=[PageQuery],
        responses=page_of(outputs.LetterOutput),
        summary="The decisions that wait to be published, each with its letter in both languages",
    )
    def get(self, request: Request, pk: int) -> Response:
        session = session_of(request, pk)
        rows = queries.unpublished(session).select_related(
            "project__proposal__author", "project__envelope__cycle__process"
        )
        page = page_asked(rows, checked(PageQuery, request.query_params), order=("position", "id"))
        letters = letters_of(session, page.items, now()) if session.committee.reviews else {}
        found = [_letter(item, letters.get(item.pk)) for item in page.items]
        return Response({"results": outputs.LetterOutput(found, many=True).data, "next": page.next_cursor})


def _letter(item: Item, letter: Letter | None) -> dict[str, Any]:
    return {
        "item": item.pk,
        "outcome": item.outcome,
        "korean": letter.korean if letter else None,
        "english": letter.english if letter else None,
        "proposers": letter.proposers if letter else 0,
        "followers": letter.followers if letter else 0,
    }


def _with_project(request: Request, session: Session, given: Given) -> Given:
    """The project that is put on the agenda, by its number; none for an item without one."""
    pk = given["project"]
    if pk is None:
        return given
    shown = Project.objects.visible_to(request.user)
    found = shown.filter(envelope__cycle=session.committee.cycle_id, pk=pk).first()
    if found is None:
        raise serializers.ValidationError(
            {"project": [_("There is no such project in the cycle of this committee.")]}
        )
    return given | {"project": found}


def _with_seats(_request: Request, session: Session, given: Given) -> Given:
    if not set(given["present"]) <= {one.pk for one in queries.enrolled(session)}:
        said = _("Somebody named here holds no seat on the day of the session.")
        raise serializers.ValidationError({"present": [said]})
    return given


def _take(actor: Actor, session: Session, *, step: str, at: datetime) -> Session:
    return COURSE[step](actor, session, at=at)


def _publish(actor: Actor, session: Session, *, at: datetime) -> dict[str, Any]:
    waiting = queries.unpublished(session).count()
    made = announcing.publish_decisions(actor, session, at=at)
    return {"items": waiting, "projects": [one.project_id for one in made]}


def _run(_request: Request, row: Session | Item, _done: Any) -> dict[str, Any]:
    return as_run(row.session if isinstance(row, Item) else row)


OF_A_SESSION = [
    Step(
        path="agenda/", name="committee-agenda", operation="committee_put_on_agenda",
        summary="Put an item on the agenda",
        find=session_of, takes=inputs.AgendaInput, reads=_with_project, act=calling.put_on_agenda, timed=False,
        answer=_run, output=outputs.RunOutput, status=201,
    ),
    Step(
        path="attendance/", name="committee-attendance", operation="committee_attendance", method="put",
        summary="Record who is there",
        find=session_of, takes=inputs.AttendanceInput, reads=_with_seats, act=sitting.record_attendance, timed=False,
        answer=_run, output=outputs.RunOutput,
    ),
    Step(
        path="steps/", name="committee-steps", operation="committee_session_step",
        summary="Call, open, close or call off a session, or count the votes given in writing",
        find=session_of, takes=inputs.StepInput, act=_take, answer=_run, output=outputs.RunOutput,
    ),
    Step(
        path="decisions/", name="committee-pending", operation="committee_publish_decisions",
        summary="Publish all decisions of a closed session together; the letters go out",
        find=session_of, act=_publish, output=outputs.PublishedOutput, status=201, beside=Pending,
    ),
]  # fmt: skip
OF_AN_ITEM = [
    Step(
        path="motion/", name="committee-motion", operation="committee_state_motion", method="put",
        summary="Write the motion on which members vote in writing, until it is sent round",
        find=item_of, takes=inputs.MotionInput, act=writing.state_motion, timed=False,
        answer=_run, output=outputs.RunOutput,
    ),
    Step(
        path="votes/", name="committee-votes", operation="committee_vote_on_item",
        summary="Record a motion with its votes, and what it settles",
        find=item_of, takes=inputs.VotesInput, act=sitting.vote_on_item,
        answer=_run, output=outputs.RunOutput, status=201,
    ),
    Step(
        path="deferral/", name="committee-deferral", operation="committee_defer_item",
        summary="Defer an item, with its reason",
        find=item_of, takes=inputs.DeferralInput, act=sitting.defer_item,
        answer=_run, output=outputs.RunOutput, status=201,
    ),
    Step(
        path="recommendations/", name="committee-recommendations", operation="committee_recommend",
        summary="Record a recommendation to a department",
        find=item_of, takes=inputs.RecommendationInput, act=answering.recommend,
        output=outputs.RecommendationOutput, status=201,
    ),
]  # fmt: skip
