"""Sessions, minutes, members and draws, for programs. Reading only: the secretary's acts are on the pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.committee import queries as review
from budgeting.committee.api.inputs import PageQuery
from budgeting.committee.api.views import PAGE_SIZE, committee_or_404
from budgeting.committee.minutes import shown
from budgeting.committee.models import Item, Lottery, Member, Minutes, Session
from civic.accounts.actors import is_staff
from civic.common.clock import now
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


class SessionOutput(serializers.ModelSerializer[Session]):
    class Meta:
        model = Session
        fields = [
            "id",
            "number",
            "state",
            "way",
            "starts_at",
            "ends_at",
            "place",
            "officer",
            "phone",
            "called_at",
        ]


class SessionPage(serializers.Serializer[Any]):
    results = SessionOutput(many=True)
    next = serializers.CharField(allow_null=True)


class AgendaOutput(serializers.ModelSerializer[Item]):
    """An item; its outcome and reason stand here when they are published."""

    project = serializers.IntegerField(source="project_id", allow_null=True)
    outcome = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()

    class Meta:
        model = Item
        fields = ["position", "title", "title_en", "project", "outcome", "reason"]

    def get_outcome(self, item: Item) -> str:
        return item.outcome if item.published_at else ""

    def get_reason(self, item: Item) -> str:
        return item.reason if item.published_at else ""


class SessionDetail(SessionOutput):
    items = AgendaOutput(many=True)

    class Meta(SessionOutput.Meta):
        fields = [*SessionOutput.Meta.fields, "items"]


class MinutesOutput(serializers.Serializer[Any]):
    """The minutes as the reader may see them; the hash is of the whole text."""

    session = serializers.IntegerField()
    state = serializers.CharField()
    access = serializers.CharField()
    ground = serializers.CharField(allow_blank=True)
    digest = serializers.CharField()
    content = serializers.JSONField()


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


class OneSession(APIView):
    @extend_schema(
        operation_id="committee_session", responses=SessionDetail, summary="A session and its agenda"
    )
    def get(self, request: Request, pk: int) -> Response:
        found = Session.objects.visible_to(request.user).prefetch_related("items")
        return Response(SessionDetail(get_object_or_404(found, pk=pk)).data)


class SessionMinutes(APIView):
    @extend_schema(
        operation_id="committee_minutes", responses=MinutesOutput, summary="The minutes of a session"
    )
    def get(self, request: Request, pk: int) -> Response:
        found = Minutes.objects.visible_to(request.user).select_related("session__committee")
        minutes = get_object_or_404(found, session=pk)
        seat = review.seat_in(request.user, minutes.session.committee, now())
        body = {
            "session": minutes.session_id,
            "state": minutes.state,
            "access": minutes.access,
            "ground": minutes.ground,
            "digest": minutes.digest,
            "content": shown(minutes, everything=is_staff(request.user) or seat is not None),
        }
        return Response(MinutesOutput(body).data)


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
