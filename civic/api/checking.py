"""What a program sent, as its form lets it through."""

from typing import Any

from rest_framework.serializers import Serializer


def checked(form: type[Serializer[Any]], sent: Any, *, partial: bool = False) -> dict[str, Any]:
    """``sent``, cleaned; ``partial``: no part of it has to be there. Raises ValidationError, which becomes a problem document."""
    given = form(data=sent, partial=partial)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)
