"""What a program may send."""

from typing import Any

from rest_framework import serializers

from budgeting.committee.models import Decision, Declaration


class DeclarationInput(serializers.Serializer[Any]):
    """ "none", or "self" with its kind and ground, which are never published."""

    interest = serializers.ChoiceField([Declaration.Interest.NONE, Declaration.Interest.SELF])
    kind = serializers.ChoiceField(Declaration.Kind.choices, required=False, allow_blank=True, default="")
    ground = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class DraftInput(serializers.Serializer[Any]):
    """What there is of a sheet, complete or not. ``version``: that of the draft last read, 0 where there is none."""

    version = serializers.IntegerField(min_value=0)
    scores = serializers.DictField(child=serializers.IntegerField(), required=False, default=dict)
    comments = serializers.DictField(
        child=serializers.CharField(max_length=500, allow_blank=True), required=False, default=dict
    )


class ChallengeInput(serializers.Serializer[Any]):
    """The member by the number of the seat, and the ground, which is never published."""

    member = serializers.IntegerField()
    ground = serializers.CharField(max_length=1000, allow_blank=True)


class RemarkInput(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=2000, allow_blank=True)


class SheetInput(serializers.Serializer[Any]):
    """A whole score from 0 to 5 for each criterion; a 0 and a 5 need a comment."""

    scores = serializers.DictField(child=serializers.IntegerField())
    comments = serializers.DictField(
        child=serializers.CharField(max_length=500, allow_blank=True), required=False, default=dict
    )


class DecisionInput(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(Decision.Outcome.choices)
    reason = serializers.CharField(max_length=2000, allow_blank=True)
    reason_en = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    condition = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    condition_en = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
