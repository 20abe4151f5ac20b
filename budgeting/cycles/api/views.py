"""The same acts as on the pages, for programs."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.cycles import queries
from budgeting.cycles.api import inputs, outputs
from budgeting.cycles.domain import reviewing, scheduling, taking
from budgeting.cycles.models import Cycle, Envelope, Project
from civic.common.clock import now
from civic.common.paging import keyset
from proposals.models import Proposal

PAGE_SIZE = 50


def shown(request: Request, project: Project) -> Response:
    """The project as this viewer may see it, freshly read."""
    fresh = queries.project_page(request.user).get(pk=project.pk)
    fresh.shown_proposal = queries.visible_proposal(fresh, request.user)  # type: ignore[attr-defined]  # for the serializer
    return Response(outputs.ProjectDetailOutput(fresh).data)


def project_or_404(request: Request, pk: int) -> Project:
    found = queries.projects_with_calendar(request.user).select_related("proposal")
    return get_object_or_404(found, pk=pk)


class CycleList(APIView):
    @extend_schema(
        operation_id="cycles_list",
        parameters=[inputs.PageQuery],
        responses=outputs.CyclePage,
        summary="Budget cycles",
    )
    def get(self, request: Request) -> Response:
        cycles = queries.with_calendar(Cycle.objects.visible_to(request.user))
        cursor = request.query_params.get("after")
        page = keyset(cycles, order=("-budget_year", "-id"), cursor=cursor, size=PAGE_SIZE)
        return Response(
            {"results": outputs.CycleOutput(page.items, many=True).data, "next": page.next_cursor}
        )


class CycleDetail(APIView):
    @extend_schema(
        operation_id="cycles_read",
        responses=outputs.CycleDetailOutput,
        summary="One cycle with its calendar, money and rules",
    )
    def get(self, request: Request, slug: str) -> Response:
        cycles = queries.with_calendar(Cycle.objects.visible_to(request.user)).prefetch_related("envelopes")
        return Response(outputs.CycleDetailOutput(get_object_or_404(cycles, slug=slug)).data)


class PhaseDates(APIView):
    @extend_schema(
        operation_id="cycles_phase_change",
        request=inputs.PhaseInput,
        responses=outputs.PhaseOutput,
        summary="Move the dates of a phase, with a reason",
    )
    def put(self, request: Request, slug: str, kind: str) -> Response:
        cycle = get_object_or_404(queries.with_calendar(Cycle.objects.visible_to(request.user)), slug=slug)
        phase = get_object_or_404(cycle.process.phases.select_related("process"), kind=kind)
        given = inputs.PhaseInput(data=request.data)
        given.is_valid(raise_exception=True)
        scheduling.change_phase(request.user, cycle, phase, at=now(), **given.validated_data)
        return Response(outputs.PhaseOutput(phase).data)


class ProjectList(APIView):
    @extend_schema(
        operation_id="projects_list",
        parameters=[inputs.ProjectQuery],
        responses=outputs.ProjectPage,
        summary="Projects, newest first",
    )
    def get(self, request: Request) -> Response:
        asked = inputs.ProjectQuery(data=request.query_params)
        found = queries.projects_for_list(request.user).filter(**asked.wanted())
        page = keyset(found, order=("-id",), cursor=asked.validated_data.get("after"), size=PAGE_SIZE)
        return Response(
            {"results": outputs.ProjectOutput(page.items, many=True).data, "next": page.next_cursor}
        )

    @extend_schema(
        operation_id="projects_take",
        request=inputs.ProjectInput,
        responses={201: outputs.ProjectDetailOutput},
        summary="Make an adopted proposal a project",
    )
    def post(self, request: Request) -> Response:
        given = inputs.ProjectInput(data=request.data)
        given.is_valid(raise_exception=True)
        data = dict(given.validated_data)
        proposal = get_object_or_404(Proposal.objects.visible_to(request.user), number=data.pop("proposal"))
        cycle = get_object_or_404(Cycle.objects.visible_to(request.user), slug=data.pop("cycle"))
        envelopes = Envelope.objects.select_related("cycle__process")
        envelope = get_object_or_404(envelopes, cycle=cycle, key=data.pop("envelope"))
        project = taking.take_project(request.user, proposal, envelope=envelope, at=now(), **data)
        response = shown(request, project)
        response.status_code = 201
        return response


class ProjectDetail(APIView):
    @extend_schema(
        operation_id="projects_read",
        responses=outputs.ProjectDetailOutput,
        summary="One project with its review",
    )
    def get(self, request: Request, pk: int) -> Response:
        return shown(request, project_or_404(request, pk))


class ProjectReview(APIView):
    @extend_schema(
        operation_id="projects_review",
        request=inputs.ReviewInput,
        responses=outputs.ReviewOutput,
        summary="Write the department's review",
    )
    def put(self, request: Request, pk: int) -> Response:
        project = project_or_404(request, pk)
        given = inputs.ReviewInput(data=request.data)
        given.is_valid(raise_exception=True)
        review = reviewing.review_project(request.user, project, at=now(), **given.validated_data)
        return Response(outputs.ReviewOutput(review).data)


class ProjectWithdrawal(APIView):
    @extend_schema(
        operation_id="projects_withdraw",
        request=inputs.WithdrawalInput,
        responses=outputs.ProjectDetailOutput,
        summary="Withdraw a project, with a reason",
    )
    def post(self, request: Request, pk: int) -> Response:
        project = project_or_404(request, pk)
        given = inputs.WithdrawalInput(data=request.data)
        given.is_valid(raise_exception=True)
        reviewing.withdraw_project(request.user, project, at=now(), **given.validated_data)
        return shown(request, project)
