"""Addresses of live rooms. A code has no lower-case letters, so it never meets the fixed words."""

from django.urls import URLPattern, URLResolver, path

from workshops.live.views import desk, phone, screen

app_name = "live"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", phone.enter, name="enter"),
    path("desk/<str:workshop>/", desk.manage, name="desk"),
    path("desk/<str:workshop>/now/", desk.now_part, name="desk-now"),
    path("desk/<str:workshop>/move/", desk.move, name="move"),
    path("desk/<str:workshop>/bundle/", desk.bundle, name="bundle"),
    path("desk/<str:workshop>/statements/<int:pk>/", desk.moderate, name="moderate"),
    path("desk/<str:workshop>/tables/<int:pk>/free/", desk.free_table, name="free-table"),
    path("desk/<str:workshop>/record/", desk.record, name="record"),
    path("<str:code>/", phone.room, name="room"),
    path("<str:code>/now/", phone.now_part, name="now"),
    path("<str:code>/join/", phone.join, name="join"),
    path("<str:code>/write/", phone.write, name="write"),
    path("<str:code>/answer/<int:pk>/", phone.answer, name="answer"),
    path("<str:code>/answer/<int:pk>/back/", phone.take_back, name="take-back"),
    path("<str:code>/screen/", screen.screen, name="screen"),
    path("<str:code>/screen/now/", screen.now_part, name="screen-now"),
    path("<str:code>/qr.svg", screen.qr, name="qr"),
]
