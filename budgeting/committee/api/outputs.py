"""What a program reads. No output holds a member's ground, or a name beside a score."""

from typing import Any

from rest_framework import serializers

from budgeting.committee.models import Committee, Criterion, Decision, Declaration, ScoreSheet
from budgeting.committee.wording import numbers_in_words
from budgeting.cycles.models import Project


class CriterionOutput(serializers.ModelSerializer[Criterion]):
    class Meta:
        model = Criterion
        fields = ["key", "name", "name_en", "weight", "anchors"]


class CommitteeOutput(serializers.ModelSerializer[Committee]):
    """A committee with its rubric and how many sit in it."""

    cycle = serializers.CharField(source="cycle.slug")
    criteria = CriterionOutput(many=True)
    members = serializers.SerializerMethodField()

    class Meta:
        model = Committee
        fields = ["cycle", "name", "name_en", "drop_extremes_from", "criteria", "members"]

    def get_members(self, committee: Committee) -> dict[str, int]:
        kinds = [member.kind for member in committee.members.all()]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


class DecisionOutput(serializers.ModelSerializer[Decision]):
    """A decision with the numbers it rests on, also in words."""

    project = serializers.IntegerField(source="project_id")
    numbers = serializers.SerializerMethodField()

    class Meta:
        model = Decision
        fields = [
            "project", "outcome", "score", "lowest", "highest", "raters", "voting_members", "recused",
            "recused_by_rule", "reason", "reason_en", "condition", "numbers", "at",
        ]  # fmt: skip

    def get_numbers(self, decision: Decision) -> str:
        return numbers_in_words(decision)


class DecisionPage(serializers.Serializer[Any]):
    results = DecisionOutput(many=True)
    next = serializers.CharField(allow_null=True)


class ItemOutput(serializers.ModelSerializer[Project]):
    """An item of the queue: title and number only, whatever has been declared."""

    class Meta:
        model = Project
        fields = ["id", "number", "title", "title_en"]


class QueueOutput(serializers.Serializer[Any]):
    """The member's own queue. Items that are decided without the member are counted, not listed."""

    cycle = serializers.CharField()
    closes_at = serializers.DateTimeField(allow_null=True)
    done = serializers.IntegerField()
    mine = serializers.IntegerField()
    to_declare = ItemOutput(many=True)
    to_score = ItemOutput(many=True)
    scored = ItemOutput(many=True)
    recused = serializers.IntegerField()


class SheetOutput(serializers.ModelSerializer[ScoreSheet]):
    """The member's own sheet."""

    class Meta:
        model = ScoreSheet
        fields = ["revision", "scores", "comments", "at"]


class DeclarationOutput(serializers.ModelSerializer[Declaration]):
    class Meta:
        model = Declaration
        fields = ["interest", "at"]


class DossierOutput(serializers.Serializer[Any]):
    """What a member reads before scoring."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    summary = serializers.CharField()
    beneficiaries = serializers.CharField()
    cost = serializers.IntegerField()
    proposal = serializers.CharField(allow_null=True)
    body = serializers.CharField(allow_null=True)
    review = serializers.CharField(allow_null=True)
    own_sheet = SheetOutput(allow_null=True)


class LetteredOutput(serializers.Serializer[Any]):
    letter = serializers.CharField()
    scores = serializers.DictField(child=serializers.IntegerField())


class ScoresOutput(serializers.Serializer[Any]):
    """The sheets that count, without names."""

    mean = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    sheets = LetteredOutput(many=True)
