"""Addresses under /api/v1/committee/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.committee.api import bodies, minutes, sessions, views, writing
from civic.api.steps import paths

urlpatterns: list[URLPattern | URLResolver] = [
    path("items/<int:pk>/", views.Dossier.as_view(), name="committee-dossier"),
    path("items/<int:pk>/declaration/", views.Declare.as_view(), name="committee-declare"),
    path("items/<int:pk>/draft/", views.SaveDraft.as_view(), name="committee-draft"),
    path("items/<int:pk>/remarks/", views.Remarks.as_view(), name="committee-remarks"),
    path("items/<int:pk>/challenges/", views.Challenges.as_view(), name="committee-challenge"),
    path("items/<int:pk>/close/", views.Close.as_view(), name="committee-close"),
    path("items/<int:pk>/score/", views.Score.as_view(), name="committee-score"),
    path("items/<int:pk>/scores/", views.Scores.as_view(), name="committee-scores"),
    path("items/<int:pk>/decision/", views.Decide.as_view(), name="committee-decide"),
    path("agenda/<int:pk>/ballot/", writing.Ballot.as_view(), name="committee-ballot"),
    path("sessions/<int:pk>/", bodies.OneSession.as_view(), name="committee-session"),
    *paths(sessions.OF_AN_ITEM, "agenda/<int:pk>/"),
    path("sessions/<int:pk>/run/", sessions.Run.as_view(), name="committee-run"),
    *paths(sessions.OF_A_SESSION, "sessions/<int:pk>/"),
    path("sessions/<int:pk>/decisions/", sessions.Pending.as_view(), name="committee-pending"),
    path("sessions/<int:pk>/minutes/", minutes.SessionMinutes.as_view(), name="committee-minutes"),
    path("sessions/<int:pk>/minutes/confirmation/", minutes.Confirm.as_view(), name="committee-confirm"),
    path(
        "sessions/<int:pk>/minutes/publication/", minutes.Publish.as_view(), name="committee-publish-minutes"
    ),
    path("<slug:slug>/members/", bodies.Members.as_view(), name="committee-members"),
    path("<slug:slug>/sessions/", bodies.Sessions.as_view(), name="committee-sessions"),
    path("<slug:slug>/lotteries/", bodies.Lotteries.as_view(), name="committee-lotteries"),
    path("<slug:slug>/", views.CommitteeDetail.as_view(), name="committee"),
    path("<slug:slug>/decisions/", views.DecisionList.as_view(), name="committee-decisions"),
    path("<slug:slug>/ranking/", views.RankingDetail.as_view(), name="committee-ranking"),
    path("<slug:slug>/queue/", views.OwnQueue.as_view(), name="committee-queue"),
]
