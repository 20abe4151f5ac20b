"""RFC 9457: every error of the API is a problem document whose ``type`` ends in a stable code."""

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from civic.common.refusals import Refusal

TYPE = "urn:civic:problem:"
MEDIA_TYPE = "application/problem+json"
#: What the library says of these in the language of protocols, or in English only.
SENTENCES = {
    "parse_error": gettext_lazy("What was sent cannot be read."),
    "method_not_allowed": gettext_lazy("This address does not take this method."),
    "not_acceptable": gettext_lazy("The API answers in JSON only."),
    "unsupported_media_type": gettext_lazy("This address does not take what is sent in this form."),
    "permission_denied": gettext_lazy(
        "Nothing shows that this request comes from a page of ours. A program sends a personal token instead of a cookie."
    ),
    "throttled": gettext_lazy("These were too many requests. Please wait a little and go on then."),
}
log = logging.getLogger("django.request")


def problem(code: str, title: str, status_code: int, **more: Any) -> Response:
    """A problem document: ``code`` ("app.reason"), a sentence for people, the HTTP status, and extension members."""
    body = {"type": TYPE + code, "title": title, "status": status_code, **more}
    return Response(body, status=status_code, content_type=MEDIA_TYPE)


def handle(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: refusals, DRF's own errors and our own faults in one shape (a fault with DEBUG: Django's page)."""
    if isinstance(exception, Refusal):
        refused = problem(exception.code, str(exception), exception.status, detail=exception.way_forward)
        if exception.status == status.HTTP_401_UNAUTHORIZED:
            refused["WWW-Authenticate"] = "Token"  # RFC 9110: no 401 without it
        return refused
    if isinstance(exception, RequestDataTooBig):
        return problem("too_large", _("This is more than can be taken at once."), 413)
    response = exception_handler(exception, context)
    if response is None:
        return _broken(exception, context)
    headers = {key: value for key, value in response.items() if key in ("Retry-After", "WWW-Authenticate")}
    if isinstance(exception, ValidationError):
        found = problem(
            "invalid",
            _("Some values cannot be taken."),
            status.HTTP_422_UNPROCESSABLE_ENTITY,
            errors=response.data,
        )
    elif isinstance(exception, Http404):
        found = problem("not_found", _("There is nothing at this address."), status.HTTP_404_NOT_FOUND)
    else:
        found = _of_the_library(exception, response.status_code)
    for key, value in headers.items():
        found[key] = value
    return found


def _of_the_library(exception: Exception, status_code: int) -> Response:
    """An error of DRF's own: our sentence where there is one; where reading stopped, for whoever wrote the program."""
    code = exception.default_code if isinstance(exception, APIException) else "error"
    said = str(getattr(exception, "detail", exception))
    more = {"detail": said} if code == "parse_error" else {}
    return problem(code, str(SENTENCES.get(code, said)), status_code, **more)


def _broken(exception: Exception, context: dict[str, Any]) -> Response | None:
    """A fault of ours: told to the log and to whoever listens, as Django does; the caller learns nothing of it."""
    if settings.DEBUG:
        return None
    set_rollback()
    request = context["request"]
    got_request_exception.send(sender=type(context.get("view")), request=request._request)
    log.error("Internal Server Error: %s", request.path, exc_info=exception)
    return problem(
        "internal",
        _("Something is broken here. It has been noted; please try again later."),
        status.HTTP_500_INTERNAL_SERVER_ERROR,
    )
