"""Addresses under /api/v1/proposals/."""

from django.urls import URLPattern, URLResolver, path

from proposals.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ProposalList.as_view(), name="proposals"),
    path("<str:number>/", views.ProposalDetail.as_view(), name="proposal"),
    path("<str:number>/support/", views.OwnSupport.as_view(), name="proposal-support"),
    path("<str:number>/answers/", views.AnswerList.as_view(), name="proposal-answers"),
    path("<str:number>/route/", views.Routes.as_view(), name="proposal-route"),
]
