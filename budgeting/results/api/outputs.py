"""What programs get of results. Amounts are in ``1/unit`` of the currency, exactly as they were counted."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from budgeting.results import telling
from budgeting.results.models import Standing


class ResultOutput(serializers.Serializer[Any]):
    """A published result in short."""

    slug = serializers.CharField(source="cycle.slug")
    title = serializers.CharField(source="cycle.process.title")
    title_en = serializers.CharField(source="cycle.process.title_en")
    ballots = serializers.IntegerField()
    eligible = serializers.IntegerField()
    counted_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    software = serializers.CharField()


class StandingOutput(serializers.Serializer[Standing]):
    """One project: place, votes, funded or not, and the step of the rule."""

    project = serializers.IntegerField(source="project_id", help_text="Stable number of the project")
    number = serializers.CharField(source="project.number")
    title = serializers.CharField(source="project.title")
    title_en = serializers.CharField(source="project.title_en")
    cost = serializers.IntegerField(source="project.cost")
    rank = serializers.IntegerField()
    votes = serializers.SerializerMethodField()
    funded = serializers.BooleanField()
    official = serializers.BooleanField(allow_null=True)
    decided = serializers.BooleanField()
    reason = serializers.SerializerMethodField(help_text="Why it was decided otherwise than counted")
    reason_en = serializers.SerializerMethodField()
    step = serializers.SerializerMethodField()

    def get_votes(self, standing: Standing) -> int | None:
        return telling.votes(standing, standing.envelope_count)

    def get_reason(self, standing: Standing) -> str | None:
        override = getattr(standing, "override", None)
        return None if override is None else override.reason

    def get_reason_en(self, standing: Standing) -> str | None:
        override = getattr(standing, "override", None)
        return None if override is None else override.reason_en

    def get_step(self, standing: Standing) -> dict[str, Any]:
        return telling.step(standing, standing.envelope_count)


@extend_schema_serializer(component_name="CountedEnvelope")  # the cycles have an envelope of their own
class EnvelopeOutput(serializers.Serializer[Any]):
    """One envelope: rule, options, fingerprint, ties, and every project.

    Where so few people of a district voted that their number is left out, numbers and votes are null, traces empty.
    """

    key = serializers.CharField(source="envelope.key")
    name = serializers.CharField(source="envelope.name")
    rule = serializers.CharField()
    options = serializers.JSONField()
    shape = serializers.JSONField()
    profile_sha256 = serializers.CharField(source="digest", allow_null=True)
    budget = serializers.IntegerField()
    cost = serializers.IntegerField()
    unit = serializers.IntegerField()
    ballots = serializers.IntegerField(allow_null=True)
    blanks = serializers.IntegerField(allow_null=True)
    voids = serializers.IntegerField(allow_null=True)
    ties = serializers.JSONField()
    comparison = serializers.JSONField()
    standings = StandingOutput(many=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        body = super().to_representation(instance)
        return telling.without_numbers(body) if instance.untold else body


class ResultDetailOutput(ResultOutput):
    """A published result with everything; ``files`` have checksums.

    ``turnout`` (by area) and ``turnout_by_age`` (by band of ten years, "" where the age is not verified; empty where no age
    is known) have null where a cell is suppressed.
    """

    currency = serializers.CharField(source="cycle.currency")
    turnout = serializers.JSONField()
    turnout_by_age = serializers.JSONField()
    files = serializers.JSONField()
    envelopes = EnvelopeOutput(many=True)
