"""Addresses under /api/v1/results/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.results.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ResultList.as_view(), name="results"),
    path("<slug:slug>/", views.ResultDetail.as_view(), name="result"),
    path("<slug:slug>/count/", views.Counts.as_view(), name="result-count"),
    path("<slug:slug>/publication/", views.Publication.as_view(), name="result-publication"),
]
