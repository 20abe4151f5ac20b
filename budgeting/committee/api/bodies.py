"""Sessions, members and draws, for programs; a session is prepared here, ``sessions`` has the acts that follow."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.committee.api import session_inputs
from budgeting.committee.api.session_outputs import RunOutput, SessionDetail, SessionOutput
from budgeting.committee.api.sessions import as_run, only_secretary
from budgeting.committee.api.views import committee_or_404
from budgeting.committee.domain import calling
from budgeting.committee.models import Committee, Lottery, Member, Session
from civic.api.paging import PageQuery, page_of, paged
from civic.api.steps import Step
from civic.common.korean import masked


class MemberOutput(serializers.ModelSerializer[Member]):
    """A seat, as the public register shows it: the name is masked."""

    name = serializers.SerializerMethodField()
    organisations = serializers.SerializerMethodField()

    class Meta:
        model = Member
        fields = ["name", "kind", "votes", "starts_on", "ends_on", "ended_by", "term", "lot", "organisations"]

    def get_name(self, member: Member) -> str:
        return masked(member.user.display_name)

    def get_organisations(self, member: Member) -> list[str]:
        return [tie.organisation for tie in member.ties.all()]


class LotteryOutput(serializers.ModelSerializer[Lottery]):
    """A draw; ``file`` is the published file, word for word."""

    class Meta:
        model = Lottery
        fields = ["at", "candidates", "candidates_hash", "digest", "selected", "reserves", "file"]


class Members(APIView):
    @extend_schema(
        operation_id="committee_members",
        parameters=[PageQuery],
        responses=page_of(MemberOutput),
        summary="The public register of members",
    )
    def get(self, request: Request, slug: str) -> Response:
        held = committee_or_404(request, slug).members.select_related("user").prefetch_related("ties")
        return paged(request, held, order=["-id"], output=MemberOutput)


class Sessions(APIView):
    @extend_schema(
        operation_id="committee_sessions",
        parameters=[PageQuery],
        responses=page_of(SessionOutput),
        summary="The sessions of a committee, newest first",
    )
    def get(self, request: Request, slug: str) -> Response:
        found = Session.objects.visible_to(request.user).filter(committee=committee_or_404(request, slug))
        return paged(request, found, order=["-id"], output=SessionOutput)


def _of_the_secretary(request: Request, slug: str) -> Committee:
    committee = committee_or_404(request, slug)
    only_secretary(request)
    return committee


def _run(_request: Request, _committee: Committee, made: Session) -> dict[str, Any]:
    return as_run(made)


OF_A_COMMITTEE = [
    Step(
        path="sessions/", name="committee-sessions", operation="committee_prepare_session",
        summary="Prepare a session, in a room, online or in writing",
        find=_of_the_secretary, takes=session_inputs.SessionInput, act=calling.prepare_session, timed=False,
        answer=_run, output=RunOutput, status=201, beside=Sessions,
    ),
]  # fmt: skip


class OneSession(APIView):
    @extend_schema(
        operation_id="committee_session", responses=SessionDetail, summary="A session and its agenda"
    )
    def get(self, request: Request, pk: int) -> Response:
        shown = Session.objects.visible_to(request.user)
        found = shown.prefetch_related("items__session", "items__motions")
        return Response(SessionDetail(get_object_or_404(found, pk=pk)).data)


class Lotteries(APIView):
    @extend_schema(
        operation_id="committee_lotteries",
        parameters=[PageQuery],
        responses=page_of(LotteryOutput),
        summary="The draws of a committee's seats",
    )
    def get(self, request: Request, slug: str) -> Response:
        drawn = Lottery.objects.filter(recruitment__committee=committee_or_404(request, slug))
        return paged(request, drawn, order=["-id"], output=LotteryOutput)
