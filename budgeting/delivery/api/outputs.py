"""What a program reads. Sums of money are whole won."""

from typing import Any

from rest_framework import serializers

from budgeting.delivery.models import Delivery, Milestone, Slip, Spending
from budgeting.delivery.progress import execution_rate, share_done


class SlipOutput(serializers.ModelSerializer[Slip]):
    class Meta:
        model = Slip
        fields = ["old_due_on", "new_due_on", "reason", "at"]


class MilestoneOutput(serializers.ModelSerializer[Milestone]):
    slips = SlipOutput(many=True)

    class Meta:
        model = Milestone
        fields = ["id", "title", "title_en", "weight", "due_on", "done_on", "note", "slips"]


class SpendingOutput(serializers.ModelSerializer[Spending]):
    class Meta:
        model = Spending
        fields = ["amount", "on", "purpose", "at"]


class DeliveryOutput(serializers.ModelSerializer[Delivery]):
    """A delivery with its progress (percent of the milestones' weight) and its money."""

    project = serializers.IntegerField(source="project_id")
    cycle = serializers.CharField(source="project.envelope.cycle.slug")
    department = serializers.CharField(source="department.code", allow_null=True, default=None)
    milestones = MilestoneOutput(many=True)
    spent = serializers.IntegerField()
    progress = serializers.SerializerMethodField()
    execution_rate = serializers.SerializerMethodField()

    class Meta:
        model = Delivery
        fields = [
            "id", "project", "cycle", "department", "state", "reason", "planned", "spent", "progress", "execution_rate",
            "completed_on", "milestones",
        ]  # fmt: skip

    def get_progress(self, delivery: Delivery) -> int:
        return share_done(delivery.milestones.all())

    def get_execution_rate(self, delivery: Delivery) -> int:
        return execution_rate(getattr(delivery, "spent", 0), delivery.planned)


class DeliveryPage(serializers.Serializer[Any]):
    results = DeliveryOutput(many=True)
    next = serializers.CharField(allow_null=True)
