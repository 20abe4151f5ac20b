"""Addresses of the committee. A cycle's slug begins with its year, so it never meets the fixed words."""

from django.urls import URLPattern, URLResolver, path, register_converter

from budgeting.committee.views import (
    announcing,
    desk,
    dossier,
    following,
    member,
    minutes,
    office,
    own_scores,
    party,
    plans,
    public,
    ranking,
    rounds,
    seats,
    sessions,
    writing,
)


class StepConverter:
    """The steps of a session's life that are one button each."""

    regex = "|".join(sessions.STEPS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StepConverter, "session_step")

app_name = "committee"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="list"),
    path("queue/", member.queue, name="queue"),
    path("relations/", member.relations, name="relations"),
    path("my-scores/", own_scores.own_scores, name="own_scores"),
    path("items/<int:pk>/", dossier.dossier, name="dossier"),
    path("items/<int:pk>/declare/", member.declare, name="declare"),
    path("items/<int:pk>/draft/", dossier.draft, name="save_draft"),
    path("items/<int:pk>/remarks/", dossier.remark, name="remark"),
    path("items/<int:pk>/scores.csv", dossier.scores, name="scores"),
    path("items/<int:pk>/challenge/", party.challenge, name="challenge"),
    path("items/<int:pk>/parties/", office.parties, name="parties"),
    path("items/<int:pk>/reopen/", office.reopen, name="reopen"),
    path("items/<int:pk>/close/", office.close, name="close"),
    path("items/<int:pk>/decide/", desk.decide, name="decide"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/run/", sessions.run, name="run"),
    path("sessions/<int:pk>/attendance/", sessions.attendance, name="attendance"),
    path("sessions/<int:pk>/add/", sessions.add, name="add"),
    path("sessions/<int:pk>/publish/", announcing.publish, name="publish"),
    path("sessions/<int:pk>/draft/", minutes.draft, name="draft"),
    path("sessions/<int:pk>/<session_step:name>/", sessions.step, name="step"),
    path("agenda/<int:pk>/vote/", sessions.vote, name="vote"),
    path("agenda/<int:pk>/defer/", sessions.defer, name="defer"),
    path("agenda/<int:pk>/motion/", writing.motion, name="motion"),
    path("agenda/<int:pk>/ballot/", writing.ballot, name="ballot"),
    path("agenda/<int:pk>/talk/", sessions.talk, name="talk"),
    path("agenda/<int:pk>/recommend/", following.recommend, name="recommend"),
    path("minutes/<int:pk>/", minutes.minutes, name="minutes"),
    path("minutes/<int:pk>/minutes.json", minutes.as_json, name="minutes-json"),
    path("minutes/<int:pk>/minutes-<slug:language>.pdf", minutes.as_pdf, name="minutes-pdf"),
    path("minutes/<int:pk>/confirm/", minutes.confirm, name="confirm"),
    path("minutes/<int:pk>/publish/", minutes.publish, name="publish-minutes"),
    path("recommendations/<int:pk>/", following.recommendation, name="recommendation"),
    path("decisions/<int:pk>/object/", following.object_to, name="object"),
    path("objections/<int:pk>/", following.objection, name="objection"),
    path("lots/<int:pk>/", seats.lot, name="lot"),
    path("lots/<int:pk>/lottery.json", seats.lot_file, name="lot-file"),
    path("lots/<int:pk>/apply/", seats.apply, name="apply"),
    path("lots/<int:pk>/take-back/", seats.take_back, name="take-back"),
    path("lots/<int:pk>/draw/", seats.draw, name="draw"),
    path("seats/<int:pk>/end/", seats.end, name="end"),
    path("seats/<int:pk>/again/", seats.again, name="again"),
    path("seats/<int:pk>/succeed/", seats.succeed, name="succeed"),
    path("desk/<slug:slug>/", desk.desk, name="desk"),
    path("desk/<slug:slug>/new/", desk.make, name="make"),
    path("desk/<slug:slug>/members/", desk.appoint, name="appoint"),
    path("desk/<slug:slug>/session/", sessions.prepare, name="prepare"),
    path("desk/<slug:slug>/visit/", sessions.visit, name="visit"),
    path("desk/<slug:slug>/seats/", seats.seats, name="seats"),
    path("desk/<slug:slug>/charter/", seats.charter, name="charter"),
    path("desk/<slug:slug>/recruit/", seats.recruit, name="recruit"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/entry/", plans.entry, name="plan-entry"),
    path("plans/<int:pk>/remark/", plans.remark, name="plan-remark"),
    path("plans/<int:pk>/assess/", plans.assess, name="plan-assess"),
    path("plans/<int:pk>/consult/", plans.consult, name="plan-consult"),
    path("plans/<int:pk>/agree/", plans.agree, name="plan-agree"),
    path("remarks/<int:pk>/answer/", plans.answer, name="remark-answer"),
    path("desk/<slug:slug>/plan/", plans.make, name="make-plan"),
    path("desk/<slug:slug>/body/", desk.make_body, name="make-body"),
    path("<slug:slug>/interests/", seats.ties, name="ties"),
    path("challenges/<int:pk>/", office.decide_challenge, name="decide_challenge"),
    path("desk/<slug:slug>/challenges/", office.challenges, name="challenges"),
    path("desk/<slug:slug>/round/", rounds.shape, name="shape"),
    path("desk/<slug:slug>/round/share/", rounds.share, name="share"),
    path("desk/<slug:slug>/round/next/", rounds.begin, name="begin_round"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/ranking/", ranking.ranking, name="ranking"),
    path("<slug:slug>/ranking/firmness/", ranking.firmness, name="firmness"),
]
