"""Addresses of what comes before a workshop; taken into those of workshops."""

from django.urls import URLPattern, URLResolver, path

from workshops.views import series

patterns: list[URLPattern | URLResolver] = [
    path("series/", series.index, name="series-list"),
    path("series/<str:code>/", series.detail, name="series"),
    path("series/<str:code>/calendar.ics", series.feed, name="series-feed"),
    path("desk/series/", series.desk, name="desk-series"),
    path("desk/series/new/", series.begin, name="begin-series"),
    path("desk/series/<str:code>/", series.change, name="change-series"),
    path("desk/series/<str:code>/end/", series.end, name="end-series"),
]
