"""Addresses of workshops. A workshop's code has no lower-case letters, so it never meets the fixed words."""

from django.urls import URLPattern, URLResolver, path

from workshops.after.urls import patterns as after
from workshops.before.urls import patterns as before
from workshops.views import author, desk, door, opinions, poster, public, waiting

app_name = "workshops"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="list"),
    path("mine/", author.mine, name="mine"),
    path("calendar.ics", public.feed, name="feed"),
    path("receipt/", public.receipt, name="receipt"),
    *before,
    *after,
    path("opinions/<uuid:uuid>/propose/", author.propose, name="propose"),
    path("desk/", desk.index, name="desk"),
    path("desk/new/", desk.plan, name="plan"),
    path("desk/waiting/", opinions.waiting, name="waiting"),
    path("desk/opinions/<uuid:uuid>/answer/", opinions.answer, name="answer"),
    path("desk/<str:code>/", desk.manage, name="manage"),
    path("desk/<str:code>/change/", desk.change, name="change"),
    path("desk/<str:code>/announce/", desk.announce, name="announce"),
    path("desk/<str:code>/cancel/", desk.cancel, name="cancel"),
    path("desk/<str:code>/hold/", desk.hold, name="hold"),
    path("desk/<str:code>/publish/", desk.publish, name="publish"),
    path("desk/<str:code>/people/", door.people, name="people"),
    path("desk/<str:code>/poster/", poster.poster, name="poster"),
    path("desk/<str:code>/poster/qr.svg", poster.qr, name="poster-qr"),
    path("desk/<str:code>/people/code/", door.check_in_by_code, name="check-in-by-code"),
    path("desk/<str:code>/people/walk-in/", door.walk_in, name="walk-in"),
    path("desk/<str:code>/people/<int:registration_id>/check-in/", door.check_in, name="check-in"),
    path("desk/<str:code>/people/<int:registration_id>/undo/", door.undo, name="undo"),
    path("desk/<str:code>/people/<int:registration_id>/release/", door.release, name="release"),
    path("desk/<str:code>/opinions/", opinions.record, name="desk-opinions"),
    path("desk/<str:code>/opinions/route/", opinions.route, name="route"),
    path("<str:code>/", public.detail, name="detail"),
    path("<str:code>/votes.csv", public.votes, name="votes"),
    path("<str:code>/workshop.ics", public.calendar, name="calendar"),
    path("<str:code>/register/", author.register, name="register"),
    path("<str:code>/waiting/", waiting.waiting_list, name="waiting-list"),
    path("<str:code>/waiting/take/", waiting.take, name="take-place"),
    path("<str:code>/waiting/leave/", waiting.leave, name="leave-line"),
    path("<str:code>/registration/", author.registration, name="registration"),
    path("<str:code>/registration/qr.svg", author.qr, name="qr"),
    path("<str:code>/registration/cancel/", author.cancel, name="cancel-registration"),
    path("<str:code>/here/<str:poster>/", poster.here, name="here"),
    path("<str:code>/in/<str:registration_code>/", door.scan, name="scan"),
]
