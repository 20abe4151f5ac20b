"""What a program sent, as its form lets it through."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.serializers import Serializer, ValidationError


def checked(form: type[Serializer[Any]], sent: Any, *, partial: bool = False) -> dict[str, Any]:
    """``sent``, cleaned; ``partial``: no part of it has to be there. Raises ValidationError, which becomes a problem document."""
    given = form(data=sent, partial=partial)
    try:
        given.is_valid(raise_exception=True)
    except OverflowError:  # a moment at the end of the calendar, moved over it by its time zone
        raise ValidationError({"non_field_errors": [_("A date lies outside the calendar.")]}) from None
    return dict(given.validated_data)
