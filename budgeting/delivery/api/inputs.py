"""What a program may send."""

from typing import Any

from rest_framework import serializers

from civic.api.paging import PageQuery


class DeliveryQuery(PageQuery):
    """Which deliveries to list."""

    cycle = serializers.SlugField(required=False)


class SpendingInput(serializers.Serializer[Any]):
    """Money spent, in whole numbers of which the cycle's ``money_unit`` make one of its currency; a correction is negative."""

    amount = serializers.IntegerField()
    on = serializers.DateField()
    purpose = serializers.CharField(max_length=200)


class ReachInput(serializers.Serializer[Any]):
    on = serializers.DateField()
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class MoveInput(serializers.Serializer[Any]):
    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=300, allow_blank=True)
    reason_en = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
