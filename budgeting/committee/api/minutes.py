"""Minutes for programs: reading, and the steps from the draft to the publication."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.committee import queries as review
from budgeting.committee.actions import seated
from budgeting.committee.api import session_inputs as inputs
from budgeting.committee.api.session_outputs import ConfirmationOutput
from budgeting.committee.api.sessions import only_secretary, session_of, taken
from budgeting.committee.domain import minuting
from budgeting.committee.minutes import shown
from budgeting.committee.models import Minutes
from budgeting.committee.sessions import queries
from civic.accounts.actors import is_staff
from civic.common.clock import now


class MinutesOutput(serializers.Serializer[Any]):
    """The minutes as the reader may see them; the hash is of the whole text."""

    session = serializers.IntegerField()
    state = serializers.CharField()
    access = serializers.CharField()
    ground = serializers.CharField(allow_blank=True)
    digest = serializers.CharField()
    content = serializers.JSONField()


def minutes_of(request: Request, session: int) -> Minutes:
    """The minutes of a session that the viewer may see."""
    found = Minutes.objects.visible_to(request.user).select_related("session__committee")
    return get_object_or_404(found, session=session)


def as_read(request: Request, minutes: Minutes) -> dict[str, Any]:
    seat = review.seat_in(request.user, minutes.session.committee, now())
    body = {name: getattr(minutes, name) for name in ("state", "access", "ground", "digest")}
    content = shown(minutes, everything=is_staff(request.user) or seat is not None)
    return dict(MinutesOutput({**body, "session": minutes.session_id, "content": content}).data)


class SessionMinutes(APIView):
    @extend_schema(
        operation_id="committee_minutes", responses=MinutesOutput, summary="The minutes of a session"
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(as_read(request, minutes_of(request, pk)))

    @extend_schema(
        operation_id="committee_draft_minutes",
        request=inputs.NoteInput,
        responses={201: MinutesOutput},
        summary="Draft the minutes from the record, again until they are confirmed",
    )
    def post(self, request: Request, pk: int) -> Response:
        session = session_of(request, pk)
        minuting.draft_minutes(request.user, session, at=now(), **taken(inputs.NoteInput, request))
        return Response(as_read(request, minutes_of(request, pk)), status=201)


class Confirm(APIView):
    @extend_schema(
        operation_id="committee_confirm_minutes",
        request=None,
        responses={201: ConfirmationOutput},
        summary="Confirm the minutes, as a member who was there",
    )
    def post(self, request: Request, pk: int) -> Response:
        minutes = minutes_of(request, pk)
        seat = review.seat_in(request.user, minutes.session.committee, now())
        for no in seated(request.user, seat):
            raise no
        minuting.confirm_minutes(request.user, minutes, at=now())
        fresh = minutes_of(request, pk)
        body = {
            "state": fresh.state,
            "digest": fresh.digest,
            "confirmed": queries.confirmations(fresh),
            "needed": queries.confirmations_needed(fresh),
        }
        return Response(ConfirmationOutput(body).data, status=201)


class Publish(APIView):
    @extend_schema(
        operation_id="committee_publish_minutes",
        request=inputs.AccessInput,
        responses={201: MinutesOutput},
        summary="Publish the confirmed minutes open, partly or closed",
    )
    def post(self, request: Request, pk: int) -> Response:
        minutes = minutes_of(request, pk)
        only_secretary(request)
        minuting.publish_minutes(request.user, minutes, at=now(), **taken(inputs.AccessInput, request))
        return Response(as_read(request, minutes_of(request, pk)), status=201)
