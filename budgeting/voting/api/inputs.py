"""What programs may send."""

from rest_framework import serializers

from budgeting.voting.models import TakenOff


class CastInput(serializers.Serializer[dict[str, object]]):
    """A ballot: the numbers of the chosen projects by the key of their envelope; an envelope left out is blank.

    Where projects are put in order, the numbers stand in that order. Where points are given, ``points`` holds as many
    numbers as ``choices``, in the same order.
    """

    choices = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=30), max_length=1000)
    )
    points = serializers.DictField(
        child=serializers.ListField(
            child=serializers.IntegerField(min_value=1, max_value=10_000), max_length=1000
        ),
        required=False,
    )


class ReceiptInput(serializers.Serializer[dict[str, object]]):
    """The code of a receipt."""

    code = serializers.CharField(max_length=40)


class TakeOffInput(serializers.Serializer[dict[str, object]]):
    """Why a project leaves the ballot."""

    ground = serializers.ChoiceField(TakenOff.Ground.values)
    reason = serializers.CharField(max_length=1000)
    reason_en = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
