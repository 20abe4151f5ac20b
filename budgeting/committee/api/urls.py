"""Addresses under /api/v1/committee/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.committee.api import bodies, members, minutes, sessions, views, writing
from civic.api.steps import paths

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.CommitteeList.as_view(), name="committees"),
    path("items/<int:pk>/", views.Dossier.as_view(), name="committee-dossier"),
    path("items/<int:pk>/scores/", views.Scores.as_view(), name="committee-scores"),
    *paths(members.OF_AN_ITEM, "items/<int:pk>/"),
    *paths(writing.OF_A_MEMBER, "agenda/<int:pk>/"),
    *paths(sessions.OF_AN_ITEM, "agenda/<int:pk>/"),
    path("sessions/<int:pk>/", bodies.OneSession.as_view(), name="committee-session"),
    path("sessions/<int:pk>/run/", sessions.Run.as_view(), name="committee-run"),
    *paths(sessions.OF_A_SESSION, "sessions/<int:pk>/"),
    *paths(minutes.OF_MINUTES, "sessions/<int:pk>/"),
    path("<slug:slug>/members/", bodies.Members.as_view(), name="committee-members"),
    *paths(bodies.OF_A_COMMITTEE, "<slug:slug>/"),
    path("<slug:slug>/lotteries/", bodies.Lotteries.as_view(), name="committee-lotteries"),
    path("<slug:slug>/", views.CommitteeDetail.as_view(), name="committee"),
    path("<slug:slug>/decisions/", views.DecisionList.as_view(), name="committee-decisions"),
    path("<slug:slug>/ranking/", views.RankingDetail.as_view(), name="committee-ranking"),
    path("<slug:slug>/queue/", views.OwnQueue.as_view(), name="committee-queue"),
]
