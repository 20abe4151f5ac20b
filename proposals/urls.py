"""Addresses of proposals. A reference number is one of its own kind, so that it cannot be taken for a page's name."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path, register_converter

from proposals.parts import PARTS
from proposals.views import (
    approving,
    assisting,
    author,
    calling,
    calls,
    debates,
    departments,
    desk,
    drafts,
    feeds,
    mine,
    own,
    public,
    rating,
    searches,
    sharing,
    steering,
    supporting,
    together,
)


class Number:
    """P-2026-00042"""

    regex = r"P-\d{4}-\d{5,}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Language(Number):
    """ko or en"""

    regex = "|".join(code for code, _name in settings.LANGUAGES)


class DraftPart(Number):
    """title, text, topic, place, cost or group"""

    regex = "|".join(PARTS)


register_converter(Language, "language")
register_converter(Number, "proposal_number")
register_converter(DraftPart, "draft_part")

app_name = "proposals"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="index"),
    path("map/", public.on_map, name="map"),
    path("overdue/", public.overdue, name="overdue"),
    path("new/", author.new, name="new"),
    path("new/similar/", author.similar, name="similar"),
    path("new/hints/", author.hints, name="hints"),
    path("drafts/<uuid:uuid>/", drafts.draft, name="draft"),
    path("drafts/<uuid:uuid>/similar/", drafts.similar, name="draft_similar"),
    path("drafts/<uuid:uuid>/personal-data/", drafts.personal, name="personal_data"),
    path("drafts/<uuid:uuid>/check/", drafts.check, name="check"),
    path("drafts/<uuid:uuid>/discard/", drafts.discard, name="discard"),
    path("drafts/<uuid:uuid>/<draft_part:part>/", drafts.part, name="part"),
    path("drafts/<uuid:uuid>/<draft_part:part>/save/", drafts.autosave, name="autosave"),
    path("together/<uuid:uuid>/", together.together, name="together"),
    path("join/<str:token>/", together.join, name="join"),
    path("feed/", feeds.proposals, name="feed"),
    path("answers/feed/", feeds.answers, name="answers_feed"),
    path("departments/", departments.figures, name="departments"),
    path("searches/", searches.mine, name="searches"),
    path("searches/save/", searches.save, name="save_search"),
    path("searches/<int:pk>/change/", searches.change, name="change_search"),
    path("searches/<int:pk>/drop/", searches.drop, name="drop_search"),
    path("searches/feed/<str:token>/", searches.feed, name="search_feed"),
    path("calls/", calls.index, name="calls"),
    path("calls/<slug:slug>/", calls.detail, name="call"),
    path("calls/<slug:slug>/enter/", calls.enter, name="enter_call"),
    path("desk/calls/", calling.desk, name="desk_calls"),
    path("desk/calls/new/", calling.make, name="make_call"),
    path("desk/calls/<slug:slug>/change/", calling.change, name="change_call"),
    path("desk/calls/<slug:slug>/copy/", calling.copy, name="copy_call"),
    path("desk/calls/<slug:slug>/publish/", calling.publish, name="publish_call"),
    path("desk/calls/<slug:slug>/close/", calling.close, name="close_call"),
    path("desk/calls/<slug:slug>/result/", calling.result, name="call_result"),
    path("desk/", desk.due, name="desk"),
    path("claim/", assisting.claim, name="claim"),
    path("desk/assist/", assisting.assist, name="assist"),
    path("desk/assisted/", assisting.assisted, name="assisted"),
    path("<proposal_number:number>/slip/", assisting.slip, name="slip"),
    path("desk/drafts/", approving.drafts, name="drafts"),
    path("desk/templates/", approving.templates, name="templates"),
    path("desk/templates/<int:pk>/drop/", approving.drop_template, name="drop_template"),
    path("<proposal_number:number>/", public.detail, name="detail"),
    path("<proposal_number:number>/submitted/", author.submitted, name="submitted"),
    path("mine/", mine.mine, name="mine"),
    path("<proposal_number:number>/versions/", public.versions, name="versions"),
    path("<proposal_number:number>/embed/", sharing.embed, name="embed"),
    path("<proposal_number:number>/picture-<language:language>.png", sharing.picture, name="picture"),
    path("<proposal_number:number>/facts.jsonld", sharing.facts, name="facts"),
    path("<proposal_number:number>/support/", supporting.support, name="support"),
    path("<proposal_number:number>/unsupport/", supporting.unsupport, name="unsupport"),
    path("<proposal_number:number>/edit/", own.edit, name="edit"),
    path("<proposal_number:number>/withdraw/", own.withdraw, name="withdraw"),
    path("<proposal_number:number>/answer/", desk.answer, name="answer"),
    path("<proposal_number:number>/answer/approve/", approving.approve, name="approve"),
    path("<proposal_number:number>/notes/", approving.notes, name="notes"),
    path("<proposal_number:number>/answer/rate/", rating.rate, name="rate"),
    path("<proposal_number:number>/answer/ask/", rating.ask, name="ask_once_more"),
    path("<proposal_number:number>/interim/", desk.interim, name="interim"),
    path("<proposal_number:number>/route/", desk.route, name="route"),
    path("<proposal_number:number>/debate/stance/", debates.take_part, name="take_part"),
    *(
        path(f"<proposal_number:number>/{page}/", steering.step(name), name=name)
        for page, name in (
            ("merge", "merge"),
            ("merge/undo", "unmerge"),
            ("split", "split"),
            ("transfer", "transfer"),
            ("transfer/news", "transfer_news"),
            ("transfer/back", "take_back"),
            ("debate/open", "open_debate"),
            ("debate/decline", "decline_debate"),
            ("debate/conclude", "conclude_debate"),
            ("head-answer", "head_answer"),
            ("work/begin", "begin"),
            ("work/done", "complete"),
            ("answer/date", "move_date"),
            ("reply", "reply"),
        )
    ),
]
