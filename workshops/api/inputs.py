"""What a program may send."""

from typing import Any

from rest_framework import serializers

from civic.api.paging import PageQuery
from workshops.models import Workshop


class WorkshopQuery(PageQuery):
    """Which workshops to list."""

    when = serializers.ChoiceField(
        ["upcoming", "past"], default="upcoming", help_text="Workshops to come, or over"
    )
    area = serializers.RegexField(
        r"^\d{10}$", required=False, help_text="Official code; its districts are included"
    )
    series = serializers.CharField(required=False, max_length=8, help_text="Code of a series")
    format = serializers.ChoiceField(Workshop.Format.values, required=False)
    sign_language = serializers.BooleanField(required=False)
    captions = serializers.BooleanField(required=False)
    childcare = serializers.BooleanField(required=False)


class RegistrationInput(serializers.Serializer[Any]):
    """How the person is called at the door, and what they need to take part."""

    name = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    needs = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    companions = serializers.IntegerField(
        min_value=0, max_value=10, default=0, help_text="How many people come along; they need no names"
    )
    wheelchair = serializers.BooleanField(
        default=False, help_text="A place for a wheelchair, where some are kept, also in line for one"
    )
    answers = serializers.DictField(
        child=serializers.CharField(max_length=500, allow_blank=True),
        default=dict,
        help_text="Answers to the host's `questions`, by their ids; yes and no are `yes` and `no`",
    )

    def validate_answers(self, given: dict[str, str]) -> dict[int, str]:
        if not all(key.isdecimal() and len(key) < 19 for key in given):
            raise serializers.ValidationError("The keys are ids of questions.")
        return {int(key): text for key, text in given.items()}
