"""Addresses under /api/v1/projects/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.cycles.api import views
from civic.api.steps import paths

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ProjectList.as_view(), name="projects"),
    path("<int:pk>/", views.ProjectDetail.as_view(), name="project"),
    *paths(views.OF_A_PROJECT, "<int:pk>/"),
]
