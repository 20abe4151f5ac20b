"""Calls of limited time, for programs."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.paging import PageQuery, page_of, paged
from civic.common.clock import now
from proposals import called
from proposals.models import Award, Terms
from proposals.queries import terms_for


class AwardOutput(serializers.ModelSerializer[Award]):
    """A place in the result, with the jury's points and the reason."""

    number = serializers.CharField(source="proposal.number")
    title = serializers.SerializerMethodField(help_text="Empty where the proposal was hidden since")

    class Meta:
        model = Award
        fields = ["place", "number", "title", "score", "reason", "reason_en"]

    def get_title(self, award: Award) -> str:
        return award.proposal.title if award.proposal.is_public else ""


class CallOutput(serializers.ModelSerializer[Terms]):
    """A call: its window, who may propose, what is asked, and where it stands."""

    slug = serializers.CharField(source="call.process.slug")
    title = serializers.CharField(source="call.process.title")
    title_en = serializers.CharField(source="call.process.title_en")
    summary = serializers.CharField(source="call.process.summary")
    summary_en = serializers.CharField(source="call.process.summary_en")
    area = serializers.CharField(source="call.process.area_id", help_text="Official 10-digit code")
    areas = serializers.SerializerMethodField(help_text="Only about these areas; empty: everywhere in `area`")
    department = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)
    stage = serializers.SerializerMethodField(help_text="coming, open, judged or result")
    opens_at = serializers.SerializerMethodField()
    closes_at = serializers.SerializerMethodField()
    result_due_at = serializers.SerializerMethodField()

    class Meta:
        model = Terms
        fields = [
            "slug", "kind", "title", "title_en", "summary", "summary_en", "area", "areas", "who", "required", "criteria",
            "criteria_en", "places", "department", "stage", "opens_at", "closes_at", "result_due_at", "result_at",
        ]  # fmt: skip

    def get_areas(self, terms: Terms) -> list[str]:
        return [one.pk for one in terms.areas.all()]

    def get_stage(self, terms: Terms) -> str:
        return called.stage(terms, now())

    def get_opens_at(self, terms: Terms) -> str | None:
        return terms.window.opens_at.isoformat() if terms.window else None

    def get_closes_at(self, terms: Terms) -> str | None:
        return terms.window.closes_at.isoformat() if terms.window else None

    def get_result_due_at(self, terms: Terms) -> str | None:
        due = called.promised(terms)
        return due.isoformat() if due else None


class CallDetailOutput(CallOutput):
    """A call with its whole text, and its result when there is one."""

    awards = serializers.SerializerMethodField()

    class Meta(CallOutput.Meta):
        fields = [*CallOutput.Meta.fields, "text", "text_en", "result_text", "result_text_en", "awards"]

    @extend_schema(responses=AwardOutput(many=True))
    def get_awards(self, terms: Terms) -> list[dict[str, Any]]:
        found = terms.awards.select_related("proposal") if terms.result_at else Award.objects.none()
        return list(AwardOutput(found, many=True).data)


class CallList(APIView):
    @extend_schema(
        operation_id="calls_list",
        parameters=[PageQuery],
        responses=page_of(CallOutput),
        summary="Public calls, the newest first",
    )
    def get(self, request: Request) -> Response:
        found = terms_for(request.user).filter(published_at__isnull=False)
        return paged(request, found, order=["-id"], output=CallOutput)


class CallDetail(APIView):
    @extend_schema(operation_id="calls_read", responses=CallDetailOutput, summary="One call with its result")
    def get(self, request: Request, slug: str) -> Response:
        found = terms_for(request.user).filter(call__process__slug=slug, published_at__isnull=False).first()
        if found is None:
            raise Http404
        return Response(CallDetailOutput(found).data)
