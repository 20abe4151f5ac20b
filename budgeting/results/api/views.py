"""Published results, and the two officers' acts, for programs."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.cycles.models import Cycle
from budgeting.results.api import outputs
from budgeting.results.domain import jobs
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import Count, Standing
from civic.api.paging import PageQuery, page_of, paged


def _published() -> QuerySet[Count]:
    """Published ones only, also for the officers: what a program gets is what everybody gets."""
    return Count.objects.visible_to(AnonymousUser()).select_related("cycle__process", "cycle__rules")


def _detail(slug: str) -> Response:
    standings = Prefetch("envelopes__standings", Standing.objects.select_related("project", "override"))
    count = get_object_or_404(
        _published().prefetch_related("envelopes__envelope", standings), cycle__slug=slug
    )
    # prefetched managers iterate as lists
    data = {
        **outputs.ResultOutput(count).data,
        "currency": count.cycle.currency,
        "turnout": count.turnout,
        "turnout_by_age": count.turnout_by_age,
        "files": count.files,
        "envelopes": outputs.EnvelopeOutput(count.envelopes.all(), many=True).data,
    }
    return Response(data)


class ResultList(APIView):
    @extend_schema(
        operation_id="results_list",
        parameters=[PageQuery],
        responses=page_of(outputs.ResultOutput),
        summary="Published results, newest first",
    )
    def get(self, request: Request) -> Response:
        return paged(request, _published(), order=["-published_at", "-pk"], output=outputs.ResultOutput)


class ResultDetail(APIView):
    @extend_schema(
        operation_id="results_read",
        responses=outputs.ResultDetailOutput,
        summary="One result with every reason",
    )
    def get(self, request: Request, slug: str) -> Response:
        return _detail(slug)


class Counts(APIView):
    @extend_schema(
        operation_id="results_count",
        request=None,
        responses={202: None},
        summary="Ask for the count (budget officer)",
    )
    def post(self, request: Request, slug: str) -> Response:
        jobs.start(request.user, get_object_or_404(Cycle.objects.visible_to(request.user), slug=slug))
        return Response(status=202)


class Publication(APIView):
    @extend_schema(
        operation_id="results_publish",
        request=None,
        responses=outputs.ResultDetailOutput,
        summary="Publish (second officer)",
    )
    def post(self, request: Request, slug: str) -> Response:
        publish_results(request.user, get_object_or_404(Cycle.objects.visible_to(request.user), slug=slug))
        return _detail(slug)
