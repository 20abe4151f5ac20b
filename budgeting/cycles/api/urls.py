"""Addresses under /api/v1/cycles/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.cycles.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.CycleList.as_view(), name="cycles"),
    path("<slug:slug>/", views.CycleDetail.as_view(), name="cycle"),
    path("<slug:slug>/phases/<slug:kind>/", views.PhaseDates.as_view(), name="cycle-phase"),
]
