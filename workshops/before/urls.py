"""Addresses of what comes before a workshop; taken into those of workshops."""

from django.urls import URLPattern, URLResolver, path

from workshops.views import arranging, citizens, invited, offline, preparing, series

patterns: list[URLPattern | URLResolver] = [
    path("series/", series.index, name="series-list"),
    path("series/<str:code>/", series.detail, name="series"),
    path("series/<str:code>/calendar.ics", series.feed, name="series-feed"),
    path("citizens/", citizens.index, name="citizens"),
    path("citizens/apply/", citizens.apply, name="apply"),
    path("citizens/<str:code>/", citizens.application, name="application"),
    path("citizens/<str:code>/withdraw/", citizens.withdraw, name="withdraw-application"),
    path("desk/applications/", citizens.desk, name="applications"),
    path("desk/applications/<str:code>/", citizens.answer, name="answer-application"),
    path("desk/series/", series.desk, name="desk-series"),
    path("desk/series/new/", series.begin, name="begin-series"),
    path("desk/series/<str:code>/", series.change, name="change-series"),
    path("desk/series/<str:code>/end/", series.end, name="end-series"),
    path("desk/door-worker.js", offline.worker, name="door-worker"),
    path("desk/<str:code>/door/", offline.door, name="door"),
    path("desk/<str:code>/door/deliver/", offline.deliver, name="door-deliver"),
    path("desk/<str:code>/badges/", offline.badges, name="badges"),
    path("desk/<str:code>/tables/", offline.tables, name="tables"),
    path("desk/<str:code>/people.pdf", offline.printed, name="printed"),
    path("desk/<str:code>/access/", arranging.access, name="access"),
    path("desk/<str:code>/questions/", arranging.questions, name="questions"),
    path("desk/<str:code>/invitations/", arranging.invitations, name="invitations"),
    path(
        "desk/<str:code>/invitations/<int:pk>/withdraw/",
        arranging.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("invitation/<str:token>/", invited.invitation, name="invitation"),
    path("cancel/<str:token>/", invited.cancel, name="cancel-by-link"),
    path("desk/<str:code>/checklist/", preparing.checklist, name="checklist"),
    path("<str:code>/agenda/", preparing.agenda, name="agenda"),
    path("<str:code>/text/", citizens.shape, name="shape"),
]
