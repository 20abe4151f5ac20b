"""The API's root. Each app's endpoints are included here by name; the schema is generated from them."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from civic.api.views import codes, comments, docs, root, tokens

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", docs.Description.as_view(), name="schema"),
    path("docs/", docs.Docs.as_view(), name="docs"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("v1/", root.Root.as_view(), name="root"),
    path("v1/threads/<int:thread>/comments/", comments.Comments.as_view(), name="comments"),
    path("v1/verification-codes/", codes.Codes.as_view(), name="verification_codes"),
    path("v1/proposals/", include("proposals.api.urls")),
    path("v1/workshops/", include("workshops.api.urls")),
    path("v1/school/", include("workshops.school.api.urls")),
    path("v1/cycles/", include("budgeting.cycles.api.urls")),
    path("v1/projects/", include("budgeting.cycles.api.project_urls")),
    path("v1/committee/", include("budgeting.committee.api.urls")),
    path("v1/votes/", include("budgeting.voting.api.urls")),
    path("v1/results/", include("budgeting.results.api.urls")),
    path("v1/delivery/", include("budgeting.delivery.api.urls")),
    re_path("", root.Nowhere.as_view(), name="nowhere"),  # stays last
]
