"""The same acts as on the pages, for programs."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.delivery import queries
from budgeting.delivery.api import inputs, outputs
from budgeting.delivery.domain import milestones, spending
from budgeting.delivery.models import Delivery, Milestone
from civic.common.clock import now
from civic.common.paging import keyset

PAGE_SIZE = 50


def delivery_or_404(request: Request, pk: int) -> Delivery:
    return get_object_or_404(queries.deliveries(request.user), pk=pk)


def milestone_or_404(request: Request, pk: int) -> Milestone:
    """A milestone of a delivery that the viewer may see."""
    seen = queries.deliveries(request.user).order_by().values("pk")
    return get_object_or_404(Milestone.objects.filter(delivery__in=seen), pk=pk)


class DeliveryList(APIView):
    @extend_schema(
        operation_id="delivery_list",
        parameters=[inputs.DeliveryQuery],
        responses=outputs.DeliveryPage,
        summary="Deliveries with progress and money",
    )
    def get(self, request: Request) -> Response:
        asked = inputs.DeliveryQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = queries.deliveries(request.user)
        if cycle := asked.validated_data.get("cycle"):
            found = found.filter(project__envelope__cycle__slug=cycle)
        page = keyset(found, order=("id",), cursor=asked.validated_data.get("after"), size=PAGE_SIZE)
        return Response(
            {"results": outputs.DeliveryOutput(page.items, many=True).data, "next": page.next_cursor}
        )


class DeliveryDetail(APIView):
    @extend_schema(
        operation_id="delivery_read", responses=outputs.DeliveryDetailOutput, summary="One delivery"
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(outputs.DeliveryDetailOutput(delivery_or_404(request, pk)).data)


class SpendingList(APIView):
    @extend_schema(
        operation_id="delivery_spend",
        request=inputs.SpendingInput,
        responses={201: outputs.SpendingOutput},
        summary="Enter money spent",
    )
    def post(self, request: Request, pk: int) -> Response:
        delivery = delivery_or_404(request, pk)
        given = inputs.SpendingInput(data=request.data)
        given.is_valid(raise_exception=True)
        row = spending.spend(request.user, delivery, at=now(), **given.validated_data)
        return Response(outputs.SpendingOutput(row).data, status=201)


class MilestoneReach(APIView):
    @extend_schema(
        operation_id="delivery_reach",
        request=inputs.ReachInput,
        responses=outputs.MilestoneOutput,
        summary="Mark a milestone as reached",
    )
    def post(self, request: Request, pk: int) -> Response:
        milestone = milestone_or_404(request, pk)
        given = inputs.ReachInput(data=request.data)
        given.is_valid(raise_exception=True)
        reached = milestones.reach_milestone(request.user, milestone, at=now(), **given.validated_data)
        return Response(outputs.MilestoneOutput(reached).data)


class MilestoneMove(APIView):
    @extend_schema(
        operation_id="delivery_move",
        request=inputs.MoveInput,
        responses={201: outputs.SlipOutput},
        summary="Move a milestone, with a reason",
    )
    def post(self, request: Request, pk: int) -> Response:
        milestone = milestone_or_404(request, pk)
        given = inputs.MoveInput(data=request.data)
        given.is_valid(raise_exception=True)
        slip = milestones.move_milestone(request.user, milestone, at=now(), **given.validated_data)
        return Response(outputs.SlipOutput(slip).data, status=201)
