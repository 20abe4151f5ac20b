"""Minutes for programs: reading, and the steps from the draft to the publication."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.committee import queries as review
from budgeting.committee.actions import seated, secretary
from budgeting.committee.api import session_inputs as inputs
from budgeting.committee.api.session_outputs import ConfirmationOutput
from budgeting.committee.api.sessions import session_of
from budgeting.committee.domain import minuting
from budgeting.committee.minutes import shown
from budgeting.committee.models import Confirmation, Minutes, Session
from budgeting.committee.sessions import queries
from civic.accounts.actors import Actor, is_staff
from civic.api.steps import Step
from civic.common.clock import now
from civic.common.refusals import Refusal


class MinutesOutput(serializers.Serializer[Any]):
    """The minutes as the reader may see them; the hash is of the whole text."""

    session = serializers.IntegerField()
    state = serializers.CharField()
    access = serializers.CharField()
    ground = serializers.CharField(allow_blank=True)
    digest = serializers.CharField()
    content = serializers.JSONField()


def minutes_of(request: Request, pk: int) -> Minutes:
    """The minutes of a session (by its number) that the viewer may see."""
    found = Minutes.objects.visible_to(request.user).select_related("session__committee")
    return get_object_or_404(found, session=pk)


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


def _as_it_is_now(request: Request, _row: Session | Minutes, done: Minutes) -> dict[str, Any]:
    return as_read(request, minutes_of(request, done.session_id))


def _confirmed(request: Request, minutes: Minutes, _done: Confirmation) -> Any:
    fresh = minutes_of(request, minutes.session_id)
    body = {
        "state": fresh.state,
        "digest": fresh.digest,
        "confirmed": queries.confirmations(fresh),
        "needed": queries.confirmations_needed(fresh),
    }
    return ConfirmationOutput(body).data


def _for_members(actor: Actor, minutes: Minutes, at: datetime) -> Refusal | None:
    return next(seated(actor, review.seat_in(actor, minutes.session.committee, at)), None)


def _for_the_secretary(actor: Actor, _minutes: Minutes, _at: datetime) -> Refusal | None:
    return next(secretary(actor), None)


OF_MINUTES = [
    Step(
        path="minutes/", name="committee-minutes", operation="committee_draft_minutes",
        summary="Draft the minutes from the record, again until they are confirmed",
        find=session_of, takes=inputs.NoteInput, act=minuting.draft_minutes, answer=_as_it_is_now,
        output=MinutesOutput, status=201, beside=SessionMinutes,
    ),
    Step(
        path="minutes/confirmation/", name="committee-confirm", operation="committee_confirm_minutes",
        summary="Confirm the minutes, as a member who was there",
        find=minutes_of, opens=_for_members, act=minuting.confirm_minutes, answer=_confirmed,
        output=ConfirmationOutput, status=201,
    ),
    Step(
        path="minutes/publication/", name="committee-publish-minutes", operation="committee_publish_minutes",
        summary="Publish the confirmed minutes open, partly or closed",
        find=minutes_of, opens=_for_the_secretary, takes=inputs.AccessInput, act=minuting.publish_minutes,
        answer=_as_it_is_now,
        output=MinutesOutput, status=201,
    ),
]  # fmt: skip
