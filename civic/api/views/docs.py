"""The description for people: Swagger's own files from this server, no inline script or style, so the CSP stays strict."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class Docs(SpectacularSwaggerSplitView):
    url_name = "api:schema"
    template_name = "api/docs.html"
