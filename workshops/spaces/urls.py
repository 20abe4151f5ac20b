"""Addresses of rooms. A code has no lower-case letters, so it never meets the fixed words."""

from django.urls import URLPattern, URLResolver, path

from workshops.spaces.views import pages

app_name = "spaces"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.index, name="list"),
    path("mine/", pages.mine, name="mine"),
    path("bookings/<int:pk>/cancel/", pages.cancel, name="cancel"),
    path("new/", pages.save, name="add"),
    path("<str:code>/", pages.space, name="space"),
    path("<str:code>/book/", pages.book, name="book"),
    path("<str:code>/change/", pages.save, name="change"),
]
