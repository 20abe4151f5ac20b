from django.urls import URLPattern, URLResolver, path

from budgeting.voting.views import ballot, desk, ledger, public, receipts

app_name = "voting"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="index"),
    path("receipt/", receipts.lookup, name="lookup"),
    path("secrecy/", public.secrecy, name="secrecy"),
    path("independent/<str:name>", ledger.program, name="program"),
    path("<slug:slug>/", public.start, name="start"),
    path("<slug:slug>/remind/", public.remind, name="remind"),
    path("<slug:slug>/ballot/", ballot.begin, name="begin"),
    path("<slug:slug>/ballot/<slug:key>/", ballot.choose, name="choose"),
    path("<slug:slug>/review/", ballot.review, name="review"),
    path("<slug:slug>/receipt/", receipts.given, name="receipt"),
    path("<slug:slug>/ledger/", ledger.page, name="ledger"),
    path("<slug:slug>/ledger/sth", ledger.sth, name="sth"),
    path("<slug:slug>/ledger/proof", ledger.proof, name="proof"),
    path("<slug:slug>/ledger/consistency", ledger.consistency, name="consistency"),
    path("<slug:slug>/ledger/log.jsonl", ledger.log, name="log"),
    path("<slug:slug>/ledger/sths.jsonl", ledger.heads, name="heads"),
    path("<slug:slug>/ledger/pub.pem", ledger.key, name="log_key"),
    path("<slug:slug>/prepare/", desk.prepare, name="prepare"),
    path("<slug:slug>/close/", desk.close, name="close"),
]
