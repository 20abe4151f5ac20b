"""What programs may send."""

from rest_framework import serializers


class CastInput(serializers.Serializer[dict[str, object]]):
    """A ballot: the numbers of the chosen projects by the key of their envelope; an envelope left out is blank."""

    choices = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=30), max_length=1000)
    )


class ReceiptInput(serializers.Serializer[dict[str, object]]):
    """The code of a receipt."""

    code = serializers.CharField(max_length=40)
