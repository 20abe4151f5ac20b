"""Votes in writing, for programs: a member reads a motion and votes on it. Whoever is recused gets neither."""

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
from civic.common.clock import now


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
    code = serializers.CharField(allow_blank=True)
    own = serializers.CharField(allow_null=True, help_text="aye, no, abstain, or null while there is none")


class Ballot(APIView):
    def found(self, request: Request, pk: int) -> tuple[Item, Member | None]:
        """The item, and the viewer's seat in its committee."""
        rows = Item.objects.filter(session__in=Session.objects.visible_to(request.user))
        more = ("session__committee__cycle", "project__envelope__cycle__process")
        item = get_object_or_404(rows.select_related(*more), pk=pk)
        return item, review.seat_in(request.user, item.session.committee, now())

    @extend_schema(
        operation_id="committee_ballot",
        responses=ResolutionBallotOutput,
        summary="A motion that is voted on in writing",
    )
    def get(self, request: Request, pk: int) -> Response:
        item, seat = self.found(request, pk)
        actions.read_motion.require(request.user, member=seat, item=item, at=now())
        return Response(_ballot(item, seat))

    @extend_schema(
        operation_id="committee_ballot_vote",
        request=VoteInput,
        responses={201: ResolutionBallotOutput},
        summary="Vote on a motion in writing; the vote stands",
    )
    def post(self, request: Request, pk: int) -> Response:
        item, seat = self.found(request, pk)
        actions.read_motion.require(request.user, member=seat, item=item, at=now())
        given = VoteInput(data=request.data)
        given.is_valid(raise_exception=True)
        writing.vote_in_writing(request.user, item, at=now(), **given.validated_data)
        return Response(_ballot(item, seat), status=201)


def _ballot(item: Item, seat: Member | None) -> dict[str, Any]:
    stated = get_object_or_404(Resolution, item=item)
    own = WrittenVote.objects.filter(item=item, member=seat).values_list("choice", flat=True).first()
    body = {"item": item.pk, "until": item.session.ends_at, "own": own}
    words = ("kind", "text", "reason", "reason_en", "condition", "code")
    return dict(ResolutionBallotOutput(body | {name: getattr(stated, name) for name in words}).data)
