"""Addresses of the committee. A cycle's slug begins with its year, so it never meets the fixed words."""

from django.urls import URLPattern, URLResolver, path

from budgeting.committee.views import desk, member, public

app_name = "committee"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="list"),
    path("queue/", member.queue, name="queue"),
    path("items/<int:pk>/", member.dossier, name="dossier"),
    path("items/<int:pk>/declare/", member.declare, name="declare"),
    path("items/<int:pk>/decide/", desk.decide, name="decide"),
    path("desk/<slug:slug>/", desk.desk, name="desk"),
    path("desk/<slug:slug>/new/", desk.make, name="make"),
    path("desk/<slug:slug>/members/", desk.appoint, name="appoint"),
    path("<slug:slug>/", public.detail, name="detail"),
]
