"""The API's description: as a file, and for people."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.encoding import force_bytes
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema, extend_schema_view
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


@extend_schema_view(get=extend_schema(exclude=True))
class Description(SpectacularAPIView):
    """OpenAPI 3.1, as YAML or JSON.

    It says the same to everybody, so a process makes it once in each language and form: half a second of computing is
    nothing that a visitor should be able to ask for again and again.
    """

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        renderer = request.accepted_renderer
        asked = request.query_params.get("lang")
        language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
        return HttpResponse(
            _made(type(renderer), language or settings.LANGUAGE_CODE),  # type: ignore[arg-type]  # classes can be hashed
            content_type=renderer.media_type,
            headers={"Content-Disposition": f'inline; filename="openapi.{renderer.format}"'},
        )


@cache
def _made(renderer: type[BaseRenderer], language: str) -> bytes:
    with translation.override(language):
        described = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
        return force_bytes(renderer().render(described))


class Docs(SpectacularSwaggerSplitView):
    """Swagger's own files from this server, no inline script or style, so the CSP stays strict."""

    url_name = "api:schema"
    template_name = "api/docs.html"
