"""The same acts as on the pages, for programs."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.cycles import queries
from budgeting.cycles.api import inputs, outputs
from budgeting.cycles.domain import reviewing, scheduling, taking
from budgeting.cycles.models import Cycle, Envelope, Project
from civic.accounts.actors import Actor
from civic.api.checking import checked
from civic.api.paging import PageQuery, listed, page_asked, page_of, paged
from civic.api.steps import Step
from civic.areas.models import Department
from civic.common.clock import now
from civic.processes.models import Phase
from proposals.models import Proposal


def shown(request: Request, project: Project) -> Any:
    """The project as this viewer may see it, freshly read."""
    fresh = queries.project_page(request.user).get(pk=project.pk)
    fresh.shown_proposal = queries.visible_proposal(fresh, request.user)  # type: ignore[attr-defined]  # for the serializer
    return outputs.ProjectDetailOutput(fresh).data


def project_or_404(request: Request, pk: int) -> Project:
    found = queries.projects_with_calendar(request.user).select_related("proposal")
    return get_object_or_404(found, pk=pk)


class CycleList(APIView):
    @extend_schema(
        operation_id="cycles_list",
        parameters=[PageQuery],
        responses=page_of(outputs.CycleOutput),
        summary="Budget cycles",
    )
    def get(self, request: Request) -> Response:
        cycles = queries.with_calendar(Cycle.objects.visible_to(request.user))
        return paged(request, cycles, order=("-budget_year", "-id"), output=outputs.CycleOutput)


class CycleDetail(APIView):
    @extend_schema(
        operation_id="cycles_read",
        responses=outputs.CycleDetailOutput,
        summary="One cycle with its calendar, money and rules",
    )
    def get(self, request: Request, slug: str) -> Response:
        cycles = queries.with_calendar(Cycle.objects.visible_to(request.user)).prefetch_related("envelopes")
        return Response(outputs.CycleDetailOutput(get_object_or_404(cycles, slug=slug)).data)


class ProjectList(APIView):
    @extend_schema(
        operation_id="projects_list",
        parameters=[inputs.ProjectQuery],
        responses=page_of(outputs.ProjectOutput),
        summary="Projects, newest first",
    )
    def get(self, request: Request) -> Response:
        asked = checked(inputs.ProjectQuery, request.query_params)
        found = queries.projects_for_list(request.user).filter(**inputs.wanted(asked))
        return listed(page_asked(found, asked, order=("-id",)), outputs.ProjectOutput)

    @extend_schema(
        operation_id="projects_take",
        request=inputs.ProjectInput,
        responses={201: outputs.ProjectDetailOutput},
        summary="Make an adopted proposal a project",
    )
    def post(self, request: Request) -> Response:
        data = checked(inputs.ProjectInput, request.data)
        proposal = get_object_or_404(Proposal.objects.visible_to(request.user), number=data.pop("proposal"))
        cycle = get_object_or_404(Cycle.objects.visible_to(request.user), slug=data.pop("cycle"))
        envelopes = Envelope.objects.select_related("cycle__process")
        envelope = get_object_or_404(envelopes, cycle=cycle, key=data.pop("envelope"))
        if "department" in data:
            data["department"] = get_object_or_404(Department, code=data["department"])
        project = taking.take_project(request.user, proposal, envelope=envelope, at=now(), **data)
        return Response(shown(request, project), status=201)


class ProjectDetail(APIView):
    @extend_schema(
        operation_id="projects_read",
        responses=outputs.ProjectDetailOutput,
        summary="One project with its review",
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(shown(request, project_or_404(request, pk)))


def _phase(request: Request, slug: str, kind: str) -> Phase:
    cycle = get_object_or_404(queries.with_calendar(Cycle.objects.visible_to(request.user)), slug=slug)
    return get_object_or_404(cycle.process.phases.select_related("process__cycle"), kind=kind)


def _move(actor: Actor, phase: Phase, **given: Any) -> Phase:
    scheduling.change_phase(actor, phase.process.cycle, phase, **given)
    return phase


def _project(request: Request, project: Project, _done: Project) -> Any:
    return shown(request, project)


OF_A_CYCLE = [
    Step(
        path="phases/<slug:kind>/", name="cycle-phase", operation="cycles_phase_change", method="put",
        summary="Move the dates of a phase, with a reason",
        find=_phase, takes=inputs.PhaseInput, act=_move, output=outputs.PhaseOutput,
    ),
]  # fmt: skip
OF_A_PROJECT = [
    Step(
        path="review/", name="project-review", operation="projects_review", method="put",
        summary="Write the department's review",
        find=project_or_404, takes=inputs.ReviewInput, act=reviewing.review_project, output=outputs.ReviewOutput,
    ),
    Step(
        path="withdrawal/", name="project-withdrawal", operation="projects_withdraw",
        summary="Withdraw a project, with a reason",
        find=project_or_404, takes=inputs.WithdrawalInput, act=reviewing.withdraw_project, answer=_project,
        output=outputs.ProjectDetailOutput,
    ),
]  # fmt: skip
