"""Addresses under /api/v1/school/."""

from django.urls import URLPattern, URLResolver, path

from workshops.school.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.CourseList.as_view(), name="courses"),
    path("<str:code>/", views.CourseDetail.as_view(), name="course"),
]
