"""Addresses under /api/v1/proposals/."""

from django.urls import URLPattern, URLResolver, path

from civic.api.steps import paths
from proposals.api import after, calls, drafts, steering, together, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ProposalList.as_view(), name="proposals"),
    path("drafts/", drafts.Drafts.as_view(), name="proposal-drafts"),
    path("drafts/<uuid:uuid>/", drafts.OneDraft.as_view(), name="proposal-draft"),
    path("drafts/<uuid:uuid>/submit/", drafts.SubmitDraft.as_view(), name="proposal-draft-submit"),
    path(
        "drafts/<uuid:uuid>/invitation/", together.DraftInvitation.as_view(), name="proposal-draft-invitation"
    ),
    path("invitations/<str:token>/", together.Invited.as_view(), name="proposal-invited"),
    path("calls/", calls.CallList.as_view(), name="calls"),
    path("calls/<slug:slug>/", calls.CallDetail.as_view(), name="call"),
    path("<str:number>/", views.ProposalDetail.as_view(), name="proposal"),
    path("<str:number>/support/", views.OwnSupport.as_view(), name="proposal-support"),
    path("<str:number>/answers/", views.AnswerList.as_view(), name="proposal-answers"),
    path("<str:number>/route/", views.Routes.as_view(), name="proposal-route"),
    path("<str:number>/invitation/", together.ProposalInvitation.as_view(), name="proposal-invitation"),
    path("<str:number>/co-proposal/", together.CoProposal.as_view(), name="proposal-co-proposal"),
    path("<str:number>/files/", after.Files.as_view(), name="proposal-files"),
    path("<str:number>/rating/", after.Ratings.as_view(), name="proposal-rating"),
    path("<str:number>/question/", after.Questions.as_view(), name="proposal-question"),
    *paths(steering.STEPS, "<str:number>/"),
]
