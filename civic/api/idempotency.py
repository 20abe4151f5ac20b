"""The header ``Idempotency-Key``: a second sending of the same request is answered with the result of the first."""

from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

HEADER = "Idempotency-Key"
KEY_PARAMETER = OpenApiParameter(
    HEADER,
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    description="A UUID of your own for this act. Send the same one when you try again: the act happens once.",
)


def idempotency_key(request: Request) -> UUID | None:
    """The key that the caller sent, or None. Raises ValidationError when it is no UUID."""
    sent = request.headers.get(HEADER, "").strip().strip('"')
    if not sent:
        return None
    try:
        return UUID(sent)
    except ValueError:
        raise ValidationError({HEADER: [_("This must be a UUID.")]}) from None
