"""Addresses of the school. A course's code has no lower-case letters, so it never meets the fixed words."""

from django.urls import URLPattern, URLResolver, path

from workshops.school.views import desk, door, own, public

app_name = "school"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="list"),
    path("mine/", own.mine, name="mine"),
    path("check/", public.check, name="check"),
    path("desk/", desk.index, name="desk"),
    path("desk/new/", desk.save, name="add"),
    path("desk/<str:code>/", desk.manage, name="manage"),
    path("desk/<str:code>/change/", desk.save, name="change"),
    path("desk/<str:code>/announce/", desk.announce, name="announce"),
    path("desk/<str:code>/cancel/", desk.cancel, name="cancel"),
    path("desk/<str:code>/finish/", desk.finish, name="finish"),
    path("desk/<str:code>/sessions/new/", desk.session, name="add-session"),
    path("desk/<str:code>/sessions/<int:pk>/", door.attendance, name="attendance"),
    path("desk/<str:code>/sessions/<int:pk>/code/", door.by_code, name="attendance-by-code"),
    path("desk/<str:code>/sessions/<int:pk>/change/", desk.session, name="change-session"),
    path("desk/<str:code>/sessions/<int:pk>/drop/", desk.drop_session, name="drop-session"),
    path("<str:code>/", public.course, name="course"),
    path("<str:code>/enrol/", own.enrol, name="enrol"),
    path("<str:code>/enrolment/", own.enrolment, name="enrolment"),
    path("<str:code>/enrolment/qr.svg", own.qr, name="qr"),
    path("<str:code>/enrolment/leave/", own.leave, name="leave"),
    path("<str:code>/enrolment/name/", own.publish_name, name="publish-name"),
    path("<str:code>/enrolment/certificate/", own.certificate, name="certificate"),
    path("<str:code>/in/<str:enrolment_code>/", door.scan, name="scan"),
]
