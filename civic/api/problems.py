"""RFC 9457: every error of the API is a problem document whose ``type`` ends in a stable code."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from civic.common.refusals import Refusal

TYPE = "urn:civic:problem:"


def problem(code: str, title: str, status_code: int, **more: Any) -> Response:
    """A problem document: ``code`` ("app.reason"), a sentence for people, the HTTP status, and extension members."""
    body = {"type": TYPE + code, "title": title, "status": status_code, **more}
    return Response(body, status=status_code, content_type="application/problem+json")


def handle(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: refusals and DRF's own errors in one shape; anything else is left to Django."""
    if isinstance(exception, Refusal):
        return problem(exception.code, str(exception), exception.status, detail=exception.way_forward)
    response = exception_handler(exception, context)
    if response is None:
        return None
    headers = {key: value for key, value in response.items() if key in ("Retry-After", "WWW-Authenticate")}
    if isinstance(exception, ValidationError):
        found = problem("invalid", _("Some values cannot be taken."), status.HTTP_422_UNPROCESSABLE_ENTITY, errors=response.data)
    elif isinstance(exception, Http404):
        found = problem("not_found", _("There is nothing at this address."), status.HTTP_404_NOT_FOUND)
    else:
        code = exception.default_code if isinstance(exception, APIException) else "error"
        found = problem(code, str(getattr(exception, "detail", exception)), response.status_code)
    for key, value in headers.items():
        found[key] = value
    return found
