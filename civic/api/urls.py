"""The API's root. Each app's endpoints are included here by name; the schema is generated from them."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api:schema"), name="docs"),
    path("v1/proposals/", include("proposals.api.urls")),
    path("v1/workshops/", include("workshops.api.urls")),
    path("v1/cycles/", include("budgeting.cycles.api.urls")),
    path("v1/projects/", include("budgeting.cycles.api.project_urls")),
    path("v1/committee/", include("budgeting.committee.api.urls")),
]
