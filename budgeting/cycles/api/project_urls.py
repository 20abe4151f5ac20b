"""Addresses under /api/v1/projects/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.cycles.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ProjectList.as_view(), name="projects"),
    path("<int:pk>/", views.ProjectDetail.as_view(), name="project"),
    path("<int:pk>/review/", views.ProjectReview.as_view(), name="project-review"),
    path("<int:pk>/withdrawal/", views.ProjectWithdrawal.as_view(), name="project-withdrawal"),
]
