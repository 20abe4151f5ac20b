"""Sessions, members and draws, for programs; a session is prepared here, ``sessions`` has the acts that follow."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.committee.api import session_inputs
from budgeting.committee.api.inputs import PageQuery
from budgeting.committee.api.session_outputs import RunOutput, SessionDetail, SessionOutput, SessionPage
from budgeting.committee.api.sessions import as_run, only_secretary, taken
from budgeting.committee.api.views import PAGE_SIZE, committee_or_404
from budgeting.committee.domain import calling
from budgeting.committee.models import Lottery, Member, Session
from civic.common.korean import masked
from civic.common.paging import keyset


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


class MemberPage(serializers.Serializer[Any]):
    results = MemberOutput(many=True)
    next = serializers.CharField(allow_null=True)


class LotteryOutput(serializers.ModelSerializer[Lottery]):
    """A draw; ``file`` is the published file, word for word."""

    class Meta:
        model = Lottery
        fields = ["at", "candidates", "candidates_hash", "digest", "selected", "reserves", "file"]


class LotteryPage(serializers.Serializer[Any]):
    results = LotteryOutput(many=True)
    next = serializers.CharField(allow_null=True)


def paged(request: Request, rows: Any, output: type[serializers.BaseSerializer[Any]]) -> Response:
    page = keyset(rows, order=("-id",), cursor=request.query_params.get("after"), size=PAGE_SIZE)
    return Response({"results": output(page.items, many=True).data, "next": page.next_cursor})


class Members(APIView):
    @extend_schema(
        operation_id="committee_members",
        parameters=[PageQuery],
        responses=MemberPage,
        summary="The public register of members",
    )
    def get(self, request: Request, slug: str) -> Response:
        held = committee_or_404(request, slug).members.select_related("user").prefetch_related("ties")
        return paged(request, held, MemberOutput)


class Sessions(APIView):
    @extend_schema(
        operation_id="committee_sessions",
        parameters=[PageQuery],
        responses=SessionPage,
        summary="The sessions of a committee, newest first",
    )
    def get(self, request: Request, slug: str) -> Response:
        found = Session.objects.visible_to(request.user).filter(committee=committee_or_404(request, slug))
        return paged(request, found, SessionOutput)

    @extend_schema(
        operation_id="committee_prepare_session",
        request=session_inputs.SessionInput,
        responses={201: RunOutput},
        summary="Prepare a session, in a room, online or in writing",
    )
    def post(self, request: Request, slug: str) -> Response:
        committee = committee_or_404(request, slug)
        only_secretary(request)
        made = calling.prepare_session(request.user, committee, **taken(session_inputs.SessionInput, request))
        return Response(as_run(made), status=201)


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
        responses=LotteryPage,
        summary="The draws of a committee's seats",
    )
    def get(self, request: Request, slug: str) -> Response:
        drawn = Lottery.objects.filter(recruitment__committee=committee_or_404(request, slug))
        return paged(request, drawn, LotteryOutput)
