"""A session from its preparation to the published decisions, for the secretary's programs: the acts of the pages."""

from collections.abc import Callable
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
from budgeting.committee.api.inputs import PageQuery
from budgeting.committee.domain import announcing, answering, calling, sitting, writing
from budgeting.committee.models import Item, Session
from budgeting.committee.sessions import queries
from budgeting.committee.telling import Letter, letters_of
from budgeting.cycles.models import Project
from civic.common.clock import now
from civic.common.paging import keyset

STEPS: dict[str, Callable[..., Session]] = {
    "call": calling.call_session,
    "open": sitting.open_session,
    "count": writing.count_votes,
    "close": sitting.close_session,
    "cancel": calling.cancel_session,
}
LETTERS = 20


def only_secretary(request: Request) -> None:
    """Raises what refuses everybody else, before a word of what was sent is read."""
    for no in secretary(request.user):
        raise no


def taken(kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """What was sent, as its form lets it through."""
    given = kind(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


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


class Agenda(APIView):
    @extend_schema(
        operation_id="committee_put_on_agenda",
        request=inputs.AgendaInput,
        responses={201: outputs.RunOutput},
        summary="Put an item on the agenda",
    )
    def post(self, request: Request, pk: int) -> Response:
        session = session_of(request, pk)
        given = taken(inputs.AgendaInput, request)
        given["project"] = _project(request, session, given["project"])
        calling.put_on_agenda(request.user, session, **given)
        return Response(as_run(session), status=201)


def _project(request: Request, session: Session, pk: int | None) -> Project | None:
    if pk is None:
        return None
    shown = Project.objects.visible_to(request.user)
    found = shown.filter(envelope__cycle=session.committee.cycle_id, pk=pk).first()
    if found is None:
        raise serializers.ValidationError(
            {"project": [_("There is no such project in the cycle of this committee.")]}
        )
    return found


class Attending(APIView):
    @extend_schema(
        operation_id="committee_attendance",
        request=inputs.AttendanceInput,
        responses=outputs.RunOutput,
        summary="Record who is there",
    )
    def put(self, request: Request, pk: int) -> Response:
        session = session_of(request, pk)
        present = taken(inputs.AttendanceInput, request)["present"]
        if not set(present) <= {one.pk for one in queries.enrolled(session)}:
            said = _("Somebody named here holds no seat on the day of the session.")
            raise serializers.ValidationError({"present": [said]})
        sitting.record_attendance(request.user, session, present=present)
        return Response(as_run(session))


class Step(APIView):
    @extend_schema(
        operation_id="committee_session_step",
        request=inputs.StepInput,
        responses=outputs.RunOutput,
        summary="Call, open, close or call off a session, or count the votes given in writing",
    )
    def post(self, request: Request, pk: int) -> Response:
        session = session_of(request, pk)
        act = STEPS[taken(inputs.StepInput, request)["step"]]
        act(request.user, session, at=now())
        return Response(as_run(session))


class StateMotion(APIView):
    @extend_schema(
        operation_id="committee_state_motion",
        request=inputs.MotionInput,
        responses=outputs.RunOutput,
        summary="Write the motion on which members vote in writing, until it is sent round",
    )
    def put(self, request: Request, pk: int) -> Response:
        item = item_of(request, pk)
        writing.state_motion(request.user, item, **taken(inputs.MotionInput, request))
        return Response(as_run(item.session))


class Votes(APIView):
    @extend_schema(
        operation_id="committee_vote_on_item",
        request=inputs.VotesInput,
        responses={201: outputs.RunOutput},
        summary="Record a motion with its votes, and what it settles",
    )
    def post(self, request: Request, pk: int) -> Response:
        item = item_of(request, pk)
        sitting.vote_on_item(request.user, item, at=now(), **taken(inputs.VotesInput, request))
        return Response(as_run(item.session), status=201)


class Deferral(APIView):
    @extend_schema(
        operation_id="committee_defer_item",
        request=inputs.DeferralInput,
        responses={201: outputs.RunOutput},
        summary="Defer an item, with its reason",
    )
    def post(self, request: Request, pk: int) -> Response:
        item = item_of(request, pk)
        sitting.defer_item(request.user, item, at=now(), **taken(inputs.DeferralInput, request))
        return Response(as_run(item.session), status=201)


class Recommendations(APIView):
    @extend_schema(
        operation_id="committee_recommend",
        request=inputs.RecommendationInput,
        responses={201: outputs.RecommendationOutput},
        summary="Record a recommendation to a department",
    )
    def post(self, request: Request, pk: int) -> Response:
        item = item_of(request, pk)
        made = answering.recommend(request.user, item, at=now(), **taken(inputs.RecommendationInput, request))
        return Response(outputs.RecommendationOutput(made).data, status=201)


class Pending(APIView):
    @extend_schema(
        operation_id="committee_pending_decisions",
        parameters=[PageQuery],
        responses=outputs.LetterPage,
        summary="The decisions that wait to be published, each with its letter in both languages",
    )
    def get(self, request: Request, pk: int) -> Response:
        session = session_of(request, pk)
        rows = queries.unpublished(session).select_related(
            "project__proposal__author", "project__envelope__cycle__process"
        )
        after = request.query_params.get("after")
        page = keyset(rows, order=("position", "id"), cursor=after, size=LETTERS)
        letters = letters_of(session, page.items, now()) if session.committee.reviews else {}
        found = [_letter(item, letters.get(item.pk)) for item in page.items]
        return Response(outputs.LetterPage({"results": found, "next": page.next_cursor}).data)

    @extend_schema(
        operation_id="committee_publish_decisions",
        request=None,
        responses={201: outputs.PublishedOutput},
        summary="Publish all decisions of a closed session together; the letters go out",
    )
    def post(self, request: Request, pk: int) -> Response:
        session = session_of(request, pk)
        waiting = queries.unpublished(session).count()
        made = announcing.publish_decisions(request.user, session, at=now())
        body = {"items": waiting, "projects": [one.project_id for one in made]}
        return Response(outputs.PublishedOutput(body).data, status=201)


def _letter(item: Item, letter: Letter | None) -> dict[str, Any]:
    return {
        "item": item.pk,
        "outcome": item.outcome,
        "korean": letter.korean if letter else None,
        "english": letter.english if letter else None,
        "proposers": letter.proposers if letter else 0,
        "followers": letter.followers if letter else 0,
    }
