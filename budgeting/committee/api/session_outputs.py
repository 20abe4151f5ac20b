"""What a program reads of sessions: the public page's view of them, and the secretary's."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgeting.committee.models import Item, Motion, Recommendation, Resolution, Session
from budgeting.committee.sessions import queries


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


class MotionOutput(serializers.ModelSerializer[Motion]):
    """A motion with its votes: numbers, never names."""

    class Meta:
        model = Motion
        fields = ["kind", "text", "ayes", "noes", "abstentions", "present", "needed", "carried", "at"]


PUBLISHED = ("state", "outcome", "reason", "reason_en", "condition", "condition_en", "code")
NUMBERS = ("enrolled", "recused", "present", "needed")


class AgendaOutput(serializers.ModelSerializer[Item]):
    """An item; what became of it, its votes and how many were recused stand here when they are public."""

    project = serializers.IntegerField(source="project_id", allow_null=True)
    motions = serializers.SerializerMethodField()

    class Meta:
        model = Item
        fields = ["id", "position", "title", "title_en", "project", *PUBLISHED, *NUMBERS, "motions"]

    @extend_schema_field(MotionOutput(many=True))
    def get_motions(self, item: Item) -> Any:
        return MotionOutput(item.motions.all(), many=True).data

    def to_representation(self, instance: Item) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if not queries.is_public(instance, instance.session):
            waiting = {"state": str(Item.State.WAITING), "motions": []}
            shown |= dict.fromkeys(PUBLISHED, "") | dict.fromkeys(NUMBERS) | waiting
        return shown


class SessionDetail(SessionOutput):
    items = AgendaOutput(many=True)

    class Meta(SessionOutput.Meta):
        fields = [*SessionOutput.Meta.fields, "items"]


class QuorumOutput(serializers.Serializer[Any]):
    """An item's numbers as they stand now, after recusals."""

    enrolled = serializers.IntegerField()
    recused = serializers.IntegerField()
    present = serializers.IntegerField()
    needed = serializers.IntegerField()
    has_quorum = serializers.BooleanField()


class StatedOutput(serializers.ModelSerializer[Resolution]):
    class Meta:
        model = Resolution
        fields = ["kind", "text", "reason", "reason_en", "condition", "condition_en", "code"]


class RunItemOutput(serializers.ModelSerializer[Item]):
    """An item as the secretary sees it, published or not."""

    project = serializers.IntegerField(source="project_id", allow_null=True)
    motions = MotionOutput(many=True)
    quorum = serializers.SerializerMethodField()
    resolution = serializers.SerializerMethodField(help_text="the motion that is voted on in writing")

    class Meta:
        model = Item
        fields = [
            "id", "position", "title", "title_en", "project", *PUBLISHED, "published_at", "motions", "quorum", "resolution",
        ]  # fmt: skip

    @extend_schema_field(QuorumOutput)
    def get_quorum(self, item: Item) -> Any:
        return QuorumOutput(self.context["presences"][item.pk]).data

    @extend_schema_field(StatedOutput(allow_null=True))
    def get_resolution(self, item: Item) -> Any:
        stated = getattr(item, "resolution", None)
        return StatedOutput(stated).data if stated else None


class AttendanceOutput(serializers.Serializer[Any]):
    """A seat by its number, and whether its member is recorded as there."""

    member = serializers.IntegerField()
    votes = serializers.BooleanField()
    present = serializers.BooleanField()


class RunOutput(serializers.Serializer[Any]):
    """A session as the secretary runs it."""

    session = SessionOutput()
    attendance = AttendanceOutput(many=True)
    items = RunItemOutput(many=True)
    unpublished = serializers.IntegerField(help_text="decisions that wait to be published")


class LetterText(serializers.Serializer[Any]):
    title = serializers.CharField()
    body = serializers.CharField()


class LetterOutput(serializers.Serializer[Any]):
    """A decision that waits, with the letter as it will be sent; no letter where nobody proposed the item."""

    item = serializers.IntegerField()
    outcome = serializers.ChoiceField(Item.Outcome.choices)
    korean = LetterText(allow_null=True)
    english = LetterText(allow_null=True)
    proposers = serializers.IntegerField()
    followers = serializers.IntegerField()


class PublishedOutput(serializers.Serializer[Any]):
    """How many decisions were published, and the projects that were decided."""

    items = serializers.IntegerField()
    projects = serializers.ListField(child=serializers.IntegerField())


class RecommendationOutput(serializers.ModelSerializer[Recommendation]):
    department = serializers.CharField(source="department.code")

    class Meta:
        model = Recommendation
        fields = ["id", "item", "department", "text", "due_on", "at"]


class ConfirmationOutput(serializers.Serializer[Any]):
    """How far the confirmation of the minutes is."""

    state = serializers.CharField()
    digest = serializers.CharField()
    confirmed = serializers.IntegerField()
    needed = serializers.IntegerField()
