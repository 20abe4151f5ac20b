"""Addresses of what comes after a workshop; taken into those of workshops."""

from django.urls import URLPattern, URLResolver, path

from workshops.views import following, reporting, themes

patterns: list[URLPattern | URLResolver] = [
    path("outcomes/", following.outcomes, name="outcomes"),
    path("cases/", reporting.case_library, name="cases"),
    path("certificate/", reporting.check, name="check-certificate"),
    path("desk/themes/<uuid:uuid>/", themes.theme, name="theme"),
    path("desk/themes/<uuid:uuid>/take-out/", themes.take_out, name="take-out"),
    path("desk/themes/<uuid:uuid>/merge/", themes.merge, name="merge-theme"),
    path("desk/themes/<uuid:uuid>/dissolve/", themes.dissolve, name="dissolve-theme"),
    path("desk/themes/<uuid:uuid>/route/", themes.route, name="route-theme"),
    path("desk/themes/<uuid:uuid>/answer/", themes.answer, name="answer-theme"),
    path("desk/<str:code>/themes/", themes.sort, name="themes"),
    path("desk/<str:code>/themes/undo/", themes.undo, name="undo-sorting"),
    path("desk/<str:code>/minutes/", following.minutes, name="minutes"),
    path("desk/<str:code>/closing/", following.closing_list, name="closing"),
    path("desk/<str:code>/follow-up/<int:days>/", following.draft, name="draft-follow-up"),
    path("<str:code>/report/", reporting.report, name="report"),
    path("<str:code>/report.pdf", reporting.report_pdf, name="report-pdf"),
    path("<str:code>/feedback/", reporting.feedback, name="feedback"),
    path("<str:code>/certificate.pdf", reporting.certificate, name="certificate"),
    path("<str:code>/follow-up/<int:days>/", following.follow_up, name="follow-up"),
]
