"""What a program may send."""

from typing import Any

from rest_framework import serializers

from budgeting.committee.models import Decision, Declaration


class PageQuery(serializers.Serializer[Any]):
    """Which page."""

    after = serializers.CharField(required=False, help_text="`next` of the page before")


class DeclarationInput(serializers.Serializer[Any]):
    """ "none", or "self" with its ground, which is never published."""

    interest = serializers.ChoiceField([Declaration.Interest.NONE, Declaration.Interest.SELF])
    ground = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class SheetInput(serializers.Serializer[Any]):
    """A whole score from 0 to 5 for each criterion; a 0 and a 5 need a comment."""

    scores = serializers.DictField(child=serializers.IntegerField())
    comments = serializers.DictField(
        child=serializers.CharField(max_length=500, allow_blank=True), required=False, default=dict
    )


class DecisionInput(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(Decision.Outcome.choices)
    reason = serializers.CharField(max_length=2000, allow_blank=True)
    condition = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
