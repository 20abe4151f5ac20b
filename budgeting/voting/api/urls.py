"""Addresses under /api/v1/votes/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.voting.api import views
from budgeting.voting.api.acts import OF_A_PROJECT
from civic.api.steps import paths

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.VoteList.as_view(), name="votes"),
    path("receipt/", views.Receipts.as_view(), name="vote-receipt"),
    path("<slug:slug>/", views.Ballot.as_view(), name="vote"),
    path("<slug:slug>/ballots/", views.Ballots.as_view(), name="vote-ballots"),
    *paths(OF_A_PROJECT, "<slug:slug>/projects/<int:pk>/"),
]
