"""Votes in writing, for programs: a member reads a motion and votes on it. Whoever is recused gets neither."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.committee import queries as review
from budgeting.committee.domain import writing
from budgeting.committee.models import Item, Member, Resolution, Session, WrittenVote
from budgeting.committee.sessions import writing as actions
from civic.accounts.actors import Actor
from civic.api.steps import Step
from civic.common.clock import now
from civic.common.refusals import Refusal


class VoteInput(serializers.Serializer[Any]):
    choice = serializers.ChoiceField(WrittenVote.Choice.choices)


class ResolutionBallotOutput(serializers.Serializer[Any]):
    """The motion and the member's own vote; nobody else's is shown to anybody."""

    item = serializers.IntegerField()
    until = serializers.DateTimeField(help_text="until when votes are taken")
    kind = serializers.ChoiceField(Resolution.KINDS, help_text="carry, condition or reject")
    text = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()
    reason_en = serializers.CharField(allow_blank=True)
    condition = serializers.CharField(allow_blank=True)
    condition_en = serializers.CharField(allow_blank=True)
    code = serializers.CharField(allow_blank=True)
    own = serializers.CharField(allow_null=True, help_text="aye, no, abstain, or null while there is none")


class Ballot(APIView):
    @extend_schema(
        operation_id="committee_ballot",
        responses=ResolutionBallotOutput,
        summary="A motion that is voted on in writing",
    )
    def get(self, request: Request, pk: int) -> Response:
        item = item_of(request, pk)
        if no := _reading(request.user, item, now()):
            raise no
        return Response(_ballot(request, item, None))


def item_of(request: Request, pk: int) -> Item:
    """The item of an agenda that the viewer may see."""
    rows = Item.objects.filter(session__in=Session.objects.visible_to(request.user))
    more = ("session__committee__cycle", "project__envelope__cycle__process")
    return get_object_or_404(rows.select_related(*more), pk=pk)


def _seat(actor: Actor, item: Item, at: datetime) -> Member | None:
    return review.seat_in(actor, item.session.committee, at)


def _reading(actor: Actor, item: Item, at: datetime) -> Refusal | None:
    """Whoever may not read the motion may not vote on it either."""
    return actions.read_motion.refusal(actor, member=_seat(actor, item, at), item=item, at=at)


def _ballot(request: Request, item: Item, _vote: WrittenVote | None) -> dict[str, Any]:
    stated, seat = get_object_or_404(Resolution, item=item), _seat(request.user, item, now())
    own = WrittenVote.objects.filter(item=item, member=seat).values_list("choice", flat=True).first()
    body = {"item": item.pk, "until": item.session.ends_at, "own": own}
    words = ("kind", "text", "reason", "reason_en", "condition", "condition_en", "code")
    return dict(ResolutionBallotOutput(body | {name: getattr(stated, name) for name in words}).data)


OF_A_MEMBER = [
    Step(
        path="ballot/", name="committee-ballot", operation="committee_ballot_vote",
        summary="Vote on a motion in writing; the vote stands",
        find=item_of, opens=_reading, takes=VoteInput, act=writing.vote_in_writing, answer=_ballot,
        output=ResolutionBallotOutput, status=201, beside=Ballot,
    ),
]  # fmt: skip
