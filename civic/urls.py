"""Addresses. Upper apps are named as strings only; each app owns its own urls.py."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    # first: programs come often, and the portal's addresses are many
    path("api/", include("civic.api.urls")),
    path("", include("civic.portal.urls")),
    path("account/", include("civic.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("areas/", include("civic.areas.urls")),
    path("departments/", include("civic.departments.urls")),
    path("inbox/", include("civic.notifications.urls")),
    path("files/", include("civic.attachments.urls")),
    path("comments/", include("civic.comments.urls")),
    path("moderation/", include("civic.moderation.urls")),
    path("record/", include("civic.audit.urls")),
    path("data/", include("civic.opendata.urls")),
    path("proposals/", include("proposals.urls")),
    path("workshops/", include("workshops.urls")),
    path("room/", include("workshops.live.urls")),
    path("spaces/", include("workshops.spaces.urls")),
    path("school/", include("workshops.school.urls")),
    path("budget/", include("budgeting.cycles.urls")),
    path("committee/", include("budgeting.committee.urls")),
    path("vote/", include("budgeting.voting.urls")),
    path("results/", include("budgeting.results.urls")),
    path("delivery/", include("budgeting.delivery.urls")),
]
if settings.DEMO_MODE:
    urlpatterns.append(path("demo/", include("civic.accounts.demo_urls")))
