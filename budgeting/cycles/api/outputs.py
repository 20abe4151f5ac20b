"""What a program reads. Sums of money are whole numbers of which ``money_unit`` make one of the cycle's ``currency``."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from budgeting.cycles import queries
from budgeting.cycles.models import Cycle, Envelope, Project, Review, RuleSet
from civic.attachments.api.outputs import FilesOutput
from civic.processes.models import Phase


class PhaseOutput(serializers.ModelSerializer[Phase]):
    """A phase is open from ``opens_at`` until just before ``closes_at``."""

    class Meta:
        model = Phase
        fields = ["kind", "opens_at", "closes_at"]


class EnvelopeOutput(serializers.ModelSerializer[Envelope]):
    area = serializers.CharField(source="area_id", allow_null=True, help_text="Official 10-digit code")

    class Meta:
        model = Envelope
        fields = [
            "key", "name", "name_en", "area", "own_borough_only", "amount", "ceiling", "event_ceiling", "floor",
            "max_projects", "method", "picks_min", "picks_max", "picks_per_topic", "budget_limit",
            "points", "points_each",
        ]  # fmt: skip


class RulesOutput(serializers.ModelSerializer[RuleSet]):
    """The rules of a cycle; they are frozen when its first phase opens."""

    class Meta:
        model = RuleSet
        fields = [
            "electorate", "excluded", "minimum_age", "identity_level", "weights", "class_minimum",
            "committee_minimum", "committee_weight", "support_threshold", "change_until_close", "invalid_rule", "channels",
            "publication", "count_rule", "count_options", "tie_break", "objection_days", "source", "undecided",
        ]  # fmt: skip


class CycleOutput(serializers.ModelSerializer[Cycle]):
    """A cycle as the list shows it."""

    title = serializers.CharField(source="process.title")
    title_en = serializers.CharField(source="process.title_en")
    area = serializers.CharField(source="process.area_id", help_text="Official 10-digit code")
    phases = PhaseOutput(source="process.phases", many=True)

    class Meta:
        model = Cycle
        fields = [
            "slug",
            "title",
            "title_en",
            "budget_year",
            "area",
            "currency",
            "money_unit",
            "source_note",
            "phases",
        ]


class CycleDetailOutput(CycleOutput):
    """A cycle with its money and its rules."""

    envelopes = EnvelopeOutput(many=True)
    rules = serializers.SerializerMethodField()

    class Meta(CycleOutput.Meta):
        fields = [*CycleOutput.Meta.fields, "envelopes", "rules"]

    def get_rules(self, cycle: Cycle) -> dict[str, Any] | None:
        return dict(RulesOutput(cycle.rules).data) if hasattr(cycle, "rules") else None


class ReviewOutput(serializers.ModelSerializer[Review]):
    """The department's review; the reviewer's name is not published."""

    department = serializers.CharField(source="department.code")

    class Meta:
        model = Review
        fields = [
            "verdict", "reason_code", "text", "text_en", "condition", "estimated_cost", "calculation", "department", "at",
        ]  # fmt: skip


class ProjectOutput(serializers.ModelSerializer[Project]):
    """A project as the list shows it."""

    cycle = serializers.CharField(source="envelope.cycle.slug")
    envelope = serializers.CharField(source="envelope.key")
    area = serializers.CharField(source="area_id", allow_null=True, help_text="Official 10-digit code")
    department = serializers.CharField(source="department.code", allow_null=True, default=None)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Project
        fields = [
            "id", "cycle", "envelope", "number", "title", "title_en", "state", "area", "place", "place_en",
            "department", "is_event", "proposed_cost", "cost", "url",
        ]  # fmt: skip

    def get_url(self, project: Project) -> str:
        return f"{settings.SITE_URL}{project.get_absolute_url()}"


class ProjectDetailOutput(ProjectOutput):
    """A project with its text, its review, and the proposal it came from where that is public."""

    review = serializers.SerializerMethodField()
    proposal = serializers.CharField(source="shown_proposal.number", allow_null=True, default=None)
    files = FilesOutput(source="folder_id", help_text="Photos with their descriptions, and documents")
    why_withdrawn = serializers.SerializerMethodField(help_text="Empty where it was not withdrawn")

    class Meta(ProjectOutput.Meta):
        fields = [
            *ProjectOutput.Meta.fields, "summary", "summary_en", "beneficiaries", "beneficiaries_en", "review",
            "proposal", "files", "why_withdrawn",
        ]  # fmt: skip

    def get_why_withdrawn(self, project: Project) -> str:
        return queries.why_withdrawn(project)

    def get_review(self, project: Project) -> dict[str, Any] | None:
        review = getattr(project, "review", None)
        return dict(ReviewOutput(review).data) if review is not None else None
