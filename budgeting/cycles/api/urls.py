"""Addresses under /api/v1/cycles/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.cycles.api import views
from civic.api.steps import paths

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.CycleList.as_view(), name="cycles"),
    path("<slug:slug>/", views.CycleDetail.as_view(), name="cycle"),
    *paths(views.OF_A_CYCLE, "<slug:slug>/"),
]
