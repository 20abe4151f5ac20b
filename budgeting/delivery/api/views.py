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
from civic.api.checking import checked
from civic.api.paging import listed, page_asked, page_of
from civic.api.steps import Step


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
        responses=page_of(outputs.DeliveryOutput),
        summary="Deliveries with progress and money",
    )
    def get(self, request: Request) -> Response:
        asked = checked(inputs.DeliveryQuery, request.query_params)
        found = queries.deliveries(request.user)
        if cycle := asked.get("cycle"):
            found = found.filter(project__envelope__cycle__slug=cycle)
        return listed(page_asked(found, asked, order=("id",)), outputs.DeliveryOutput)


class DeliveryDetail(APIView):
    @extend_schema(
        operation_id="delivery_read", responses=outputs.DeliveryDetailOutput, summary="One delivery"
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(outputs.DeliveryDetailOutput(delivery_or_404(request, pk)).data)


STEPS = [
    Step(
        path="<int:pk>/spending/", name="delivery-spending", operation="delivery_spend",
        summary="Enter money spent",
        find=delivery_or_404, takes=inputs.SpendingInput, act=spending.spend, output=outputs.SpendingOutput, status=201,
    ),
    Step(
        path="milestones/<int:pk>/reach/", name="milestone-reach", operation="delivery_reach",
        summary="Mark a milestone as reached",
        find=milestone_or_404, takes=inputs.ReachInput, act=milestones.reach_milestone, output=outputs.MilestoneOutput,
    ),
    Step(
        path="milestones/<int:pk>/move/", name="milestone-move", operation="delivery_move",
        summary="Move a milestone, with a reason",
        find=milestone_or_404, takes=inputs.MoveInput, act=milestones.move_milestone,
        output=outputs.SlipOutput, status=201,
    ),
]  # fmt: skip
