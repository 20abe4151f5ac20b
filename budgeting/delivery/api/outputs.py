"""What a program reads. Sums of money are whole won."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgeting.delivery.models import Delivery, Milestone, Slip, Spending, Visit
from budgeting.delivery.progress import execution_rate, share_done
from budgeting.delivery.queries import said_of
from civic.attachments.api.outputs import FilesOutput


class SlipOutput(serializers.ModelSerializer[Slip]):
    class Meta:
        model = Slip
        fields = ["old_due_on", "new_due_on", "reason", "reason_en", "at"]


class MilestoneOutput(serializers.ModelSerializer[Milestone]):
    slips = SlipOutput(many=True)

    class Meta:
        model = Milestone
        fields = ["id", "title", "title_en", "weight", "due_on", "done_on", "note", "slips"]


class MilestoneDetailOutput(MilestoneOutput):
    """A milestone with its progress photos and documents."""

    files = FilesOutput(source="folder_id")

    class Meta(MilestoneOutput.Meta):
        fields = [*MilestoneOutput.Meta.fields, "files"]


class SpendingOutput(serializers.ModelSerializer[Spending]):
    class Meta:
        model = Spending
        fields = ["amount", "on", "purpose", "at"]


class DeliveryOutput(serializers.ModelSerializer[Delivery]):
    """A delivery with its progress (percent of the milestones' weight) and its money: whole numbers of which ``money_unit``
    make one of ``currency``."""

    project = serializers.IntegerField(source="project_id")
    cycle = serializers.CharField(source="project.envelope.cycle.slug")
    currency = serializers.CharField(source="project.envelope.cycle.currency")
    money_unit = serializers.IntegerField(source="project.envelope.cycle.money_unit")
    department = serializers.CharField(source="department.code", allow_null=True, default=None)
    milestones = MilestoneOutput(many=True)
    spent = serializers.IntegerField()
    progress = serializers.SerializerMethodField()
    execution_rate = serializers.SerializerMethodField()

    class Meta:
        model = Delivery
        fields = [
            "id", "project", "cycle", "department", "state", "reason", "reason_en", "planned", "spent", "currency",
            "money_unit", "progress", "execution_rate", "completed_on", "milestones",
        ]  # fmt: skip

    def get_progress(self, delivery: Delivery) -> int:
        return share_done(delivery.milestones.all())

    def get_execution_rate(self, delivery: Delivery) -> int:
        return execution_rate(getattr(delivery, "spent", 0), delivery.planned)


class VisitOutput(serializers.ModelSerializer[Visit]):
    """A visit of citizen monitors, and the department's answer once there is one."""

    class Meta:
        model = Visit
        fields = ["visited_on", "monitors", "finding", "finding_en", "answer", "answer_en", "answered_at"]


class DeliveryOutcomeOutput(serializers.Serializer[Any]):
    """What citizens say of the outcome. Numbers below ten are null, and so is a sum that would give one away."""

    asked_at = serializers.DateTimeField(allow_null=True)
    answers = serializers.IntegerField(allow_null=True)
    by = serializers.DictField(child=serializers.IntegerField(allow_null=True))


class DeliveryDetailOutput(DeliveryOutput):
    """A delivery with the visits of citizen monitors and what citizens say of its outcome."""

    milestones = MilestoneDetailOutput(many=True)
    visits = VisitOutput(many=True)
    outcome = serializers.SerializerMethodField()

    class Meta(DeliveryOutput.Meta):
        fields = [*DeliveryOutput.Meta.fields, "visits", "outcome"]

    @extend_schema_field(DeliveryOutcomeOutput)
    def get_outcome(self, delivery: Delivery) -> dict[str, Any]:
        said = said_of(delivery)
        return dict(
            DeliveryOutcomeOutput(
                {"asked_at": delivery.asked_at, "answers": said.answers, "by": said.by}
            ).data
        )
