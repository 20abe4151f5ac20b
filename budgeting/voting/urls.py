from django.urls import URLPattern, URLResolver, path

from budgeting.voting.views import ballot, desk, public, receipts

app_name = "voting"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="index"),
    path("receipt/", receipts.lookup, name="lookup"),
    path("<slug:slug>/", public.start, name="start"),
    path("<slug:slug>/remind/", public.remind, name="remind"),
    path("<slug:slug>/ballot/", ballot.begin, name="begin"),
    path("<slug:slug>/ballot/<slug:key>/", ballot.choose, name="choose"),
    path("<slug:slug>/review/", ballot.review, name="review"),
    path("<slug:slug>/receipt/", ballot.receipt, name="receipt"),
    path("<slug:slug>/prepare/", desk.prepare, name="prepare"),
    path("<slug:slug>/close/", desk.close, name="close"),
]
