"""What a program reads. No output holds a member's ground, or a name beside a score."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgeting.committee.models import (
    Challenge,
    Committee,
    Criterion,
    Decision,
    Declaration,
    Draft,
    Member,
    Remark,
    Round,
    ScoreSheet,
)
from budgeting.committee.wording import numbers_in_words
from budgeting.cycles.models import Project
from civic.attachments.api.outputs import FilesOutput
from civic.common.korean import masked


class CriterionOutput(serializers.ModelSerializer[Criterion]):
    class Meta:
        model = Criterion
        fields = ["key", "name", "name_en", "weight", "counted", "required", "anchors"]


class SeatOutput(serializers.ModelSerializer[Member]):
    """A seat. The name is masked, as on the page of the committee."""

    name = serializers.SerializerMethodField()

    class Meta:
        model = Member
        fields = ["id", "name", "kind", "votes"]

    def get_name(self, member: Member) -> str:
        return masked(member.user.display_name)


class CommitteeBriefOutput(serializers.ModelSerializer[Committee]):
    """A committee in the list; its address takes the slug. `reviews`: it decides on the projects of its cycle."""

    cycle = serializers.CharField(source="cycle.slug")
    area = serializers.CharField(source="area_id", allow_null=True)

    class Meta:
        model = Committee
        fields = ["slug", "cycle", "kind", "reviews", "area", "name", "name_en"]


class CommitteeOutput(serializers.ModelSerializer[Committee]):
    """A committee with the rubric and rule of its round, how many sit in it, and the seats."""

    cycle = serializers.CharField(source="cycle.slug")
    round = serializers.SerializerMethodField()
    rule = serializers.SerializerMethodField()
    criteria = serializers.SerializerMethodField()
    members = serializers.SerializerMethodField()
    seats = SeatOutput(many=True, source="members")

    class Meta:
        model = Committee
        fields = [
            "slug", "cycle", "name", "name_en", "round", "rule", "drop_extremes_from", "criteria", "members", "seats",
        ]  # fmt: skip

    @staticmethod
    def _at_work(committee: Committee) -> Round | None:
        return max(committee.rounds.all(), key=lambda one: one.number, default=None)

    def get_round(self, committee: Committee) -> int | None:
        at_work = self._at_work(committee)
        return at_work.number if at_work else None

    def get_rule(self, committee: Committee) -> str | None:
        at_work = self._at_work(committee)
        return at_work.rule if at_work else None

    @extend_schema_field(CriterionOutput(many=True))
    def get_criteria(self, committee: Committee) -> Any:
        at_work = self._at_work(committee)
        return CriterionOutput(at_work.criteria.all() if at_work else [], many=True).data

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
            "recused_by_rule", "recused_by_challenge", "voided", "reason", "reason_en", "condition",
            "condition_en", "numbers", "at",
        ]  # fmt: skip

    def get_numbers(self, decision: Decision) -> str:
        return numbers_in_words(decision)


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


class DraftOutput(serializers.ModelSerializer[Draft]):
    """The member's own draft."""

    class Meta:
        model = Draft
        fields = ["version", "scores", "comments", "at"]


class ChallengeOutput(serializers.ModelSerializer[Challenge]):
    """A challenge as its party reads it."""

    class Meta:
        model = Challenge
        fields = ["id", "project", "member", "outcome", "filed_at", "decided_at", "reason"]


class RemarkOutput(serializers.ModelSerializer[Remark]):
    """What a member said inside the committee."""

    member = serializers.CharField(source="member.user.display_name")

    class Meta:
        model = Remark
        fields = ["id", "member", "text", "at"]


class PlaceOutput(serializers.Serializer[Any]):
    """A project's place. ``spent``: won spent down to here, where the project stands above the line."""

    rank = serializers.IntegerField()
    tied = serializers.BooleanField()
    project = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    score = serializers.DecimalField(max_digits=5, decimal_places=2)
    median = serializers.DecimalField(max_digits=5, decimal_places=2)
    lowest = serializers.DecimalField(max_digits=5, decimal_places=2)
    highest = serializers.DecimalField(max_digits=5, decimal_places=2)
    deviation = serializers.DecimalField(max_digits=5, decimal_places=2)
    raters = serializers.IntegerField()
    recused = serializers.IntegerField()
    voided = serializers.IntegerField()
    cost = serializers.IntegerField()
    above_the_line = serializers.BooleanField()
    below_minimum = serializers.BooleanField()
    digest = serializers.CharField()


class RankingOutput(serializers.Serializer[Any]):
    """One envelope's ranking by the committee's scores."""

    envelope = serializers.CharField()
    amount = serializers.IntegerField()
    minimum = serializers.DecimalField(max_digits=5, decimal_places=2)
    places = PlaceOutput(many=True)


class DeclarationOutput(serializers.ModelSerializer[Declaration]):
    class Meta:
        model = Declaration
        fields = ["interest", "late", "at"]


class DossierOutput(serializers.Serializer[Any]):
    """What a member reads before scoring."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    summary = serializers.CharField()
    beneficiaries = serializers.CharField()
    beneficiaries_en = serializers.CharField()
    cost = serializers.IntegerField()
    proposal = serializers.CharField(allow_null=True)
    body = serializers.CharField(allow_null=True)
    review = serializers.CharField(allow_null=True)
    files = FilesOutput(source="folder", help_text="photos and documents of the project")
    proposal_files = FilesOutput(source="proposal_folder", help_text="photos and documents of the proposal")
    own_sheet = SheetOutput(allow_null=True)
    own_draft = DraftOutput(allow_null=True)


class LetteredOutput(serializers.Serializer[Any]):
    letter = serializers.CharField()
    scores = serializers.DictField(child=serializers.IntegerField())


class ScoresOutput(serializers.Serializer[Any]):
    """The sheets that count, without names. ``mean`` is the score by the round's rule."""

    mean = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    sheets = LetteredOutput(many=True)
