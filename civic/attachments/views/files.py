"""The bytes: a photo's renditions, and documents as downloads. Each asks whether its owner may be seen."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from civic.attachments import storing
from civic.attachments.models import Attachment
from civic.attachments.queries import attachment_or_404

ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""What somebody sent in may do nothing at all, should a browser ever take it for a page."""
KEPT = "private, max-age=300"
"""Browsers may keep it for five minutes; nothing between us and them may: what is hidden is to be gone."""


@require_safe
def photo(request: HttpRequest, file: UUID, part: str) -> FileResponse:
    """A rendition of a photo: small, medium or large."""
    if part not in storing.RENDITIONS:
        raise Http404
    return _answer(attachment_or_404(file, request.user, Attachment.Kind.PHOTO), part, "image/jpeg")


@require_safe
def document(request: HttpRequest, file: UUID) -> FileResponse:
    """A document, always as a download."""
    found = attachment_or_404(file, request.user, Attachment.Kind.DOCUMENT)
    return _answer(found, storing.ORIGINAL, found.media_type, f"{found.name}.{found.extension}")


def _answer(found: Attachment, part: str, media_type: str, name: str = "") -> FileResponse:
    try:
        content = storing.read(found, part)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=bool(name), filename=name, content_type=media_type)
    response["Content-Security-Policy"] = ALONE  # the middleware adds the site's own only where there is none
    response["Cache-Control"] = KEPT
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
