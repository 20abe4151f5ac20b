"""Addresses of cycles and projects. A cycle's slug begins with its year or its source, so it never meets the fixed words."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from budgeting.cycles.views import consulting, desk, projects, public, shaping, wizard
from budgeting.cycles.wizard import STEPS


class StepConverter(StringConverter):
    """A step of setting a cycle up, by its name."""

    regex = "|".join(STEPS)


register_converter(StepConverter, "step")

app_name = "cycles"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="list"),
    path("projects/<int:pk>/", public.project, name="project"),
    path("projects/<int:pk>/review/", projects.review, name="review"),
    path("projects/<int:pk>/withdraw/", projects.withdraw, name="withdraw"),
    path("projects/<int:pk>/text/", shaping.revise, name="revise"),
    path("projects/<int:pk>/merge/", shaping.merge, name="merge"),
    path("projects/<int:pk>/divide/", shaping.divide, name="divide"),
    path("projects/<int:pk>/department/", shaping.hand_on, name="hand-on"),
    path("projects/<int:pk>/excludes/", shaping.hold_apart, name="hold-apart"),
    path("projects/<int:pk>/excludes/<int:pair>/", shaping.join_again, name="join-again"),
    path("projects/<int:pk>/opinions/", consulting.ask, name="ask"),
    path("projects/<int:pk>/opinions/<int:opinion>/", consulting.opinion, name="opinion"),
    path("projects/<int:pk>/objections/", consulting.objection, name="object"),
    path("projects/<int:pk>/objections/<int:objection>/", consulting.answer, name="answer-objection"),
    path("desk/", desk.index, name="desk"),
    path("desk/new/", wizard.begin, name="make"),
    path("desk/drafts/<int:pk>/check/", wizard.check, name="draft-check"),
    path("desk/drafts/<int:pk>/<step:step>/", wizard.step, name="draft"),
    path("desk/adopted/", projects.adopted, name="adopted"),
    path("desk/adopted/<str:number>/", projects.take, name="take"),
    path("desk/reviews/", projects.reviews, name="reviews"),
    path("desk/<slug:slug>/", desk.manage, name="manage"),
    path("desk/<slug:slug>/publish/", desk.publish, name="publish"),
    path("desk/<slug:slug>/rules/", desk.rules, name="rules"),
    path("desk/<slug:slug>/envelopes/", desk.envelope, name="add-envelope"),
    path("desk/<slug:slug>/envelopes/<slug:key>/", desk.envelope, name="envelope"),
    path("desk/<slug:slug>/phases/<slug:kind>/", desk.phase, name="phase"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/projects/", public.projects, name="projects"),
]
