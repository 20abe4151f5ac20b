"""Addresses of deliveries. A cycle's slug begins with its year, so it never meets the fixed words."""

from django.urls import URLPattern, URLResolver, path

from budgeting.delivery.views import awards, desk, outcomes, public, visits

app_name = "delivery"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="list"),
    path("desk/", desk.index, name="desk"),
    path("desk/<int:pk>/", desk.manage, name="manage"),
    path("desk/<int:pk>/milestones/", desk.plan, name="plan"),
    path("desk/<int:pk>/spending/", desk.spend, name="spend"),
    path("desk/<int:pk>/complete/", desk.complete, name="complete"),
    path("desk/<int:pk>/cancel/", desk.cancel, name="cancel"),
    path("desk/<int:pk>/visits/", visits.record, name="visit"),
    path("desk/<int:pk>/answer/", visits.answer, name="answer"),
    path("desk/milestones/<int:pk>/reach/", desk.reach, name="reach"),
    path("desk/milestones/<int:pk>/move/", desk.move, name="move"),
    path("desk/best/", awards.call, name="call_award"),
    path("best/<int:year>/", awards.best, name="best"),
    path("outcome/<int:pk>/", outcomes.outcome, name="outcome"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/begin/", desk.begin, name="begin"),
]
