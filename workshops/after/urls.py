"""Addresses of what comes after a workshop; taken into those of workshops."""

from django.urls import URLPattern, URLResolver, path

from workshops.views import following, themes

patterns: list[URLPattern | URLResolver] = [
    path("outcomes/", following.outcomes, name="outcomes"),
    path("desk/themes/<uuid:uuid>/", themes.theme, name="theme"),
    path("desk/themes/<uuid:uuid>/take-out/", themes.take_out, name="take-out"),
    path("desk/themes/<uuid:uuid>/merge/", themes.merge, name="merge-theme"),
    path("desk/themes/<uuid:uuid>/dissolve/", themes.dissolve, name="dissolve-theme"),
    path("desk/themes/<uuid:uuid>/route/", themes.route, name="route-theme"),
    path("desk/themes/<uuid:uuid>/answer/", themes.answer, name="answer-theme"),
    path("desk/<str:code>/themes/", themes.sort, name="themes"),
    path("desk/<str:code>/themes/undo/", themes.undo, name="undo-sorting"),
    path("desk/<str:code>/closing/", following.closing_list, name="closing"),
    path("desk/<str:code>/follow-up/<int:days>/", following.draft, name="draft-follow-up"),
    path("<str:code>/follow-up/<int:days>/", following.follow_up, name="follow-up"),
]
