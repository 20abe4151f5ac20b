"""Addresses under /api/v1/committee/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.committee.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("items/<int:pk>/", views.Dossier.as_view(), name="committee-dossier"),
    path("items/<int:pk>/declaration/", views.Declare.as_view(), name="committee-declare"),
    path("items/<int:pk>/score/", views.Score.as_view(), name="committee-score"),
    path("items/<int:pk>/scores/", views.Scores.as_view(), name="committee-scores"),
    path("items/<int:pk>/decision/", views.Decide.as_view(), name="committee-decide"),
    path("<slug:slug>/", views.CommitteeDetail.as_view(), name="committee"),
    path("<slug:slug>/decisions/", views.DecisionList.as_view(), name="committee-decisions"),
    path("<slug:slug>/queue/", views.OwnQueue.as_view(), name="committee-queue"),
]
