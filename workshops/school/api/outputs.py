"""What a program reads."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from workshops.school.models import Course, Session


class CourseSessionOutput(serializers.ModelSerializer[Session]):
    """One meeting of a course."""

    workshop = serializers.SlugRelatedField[Any](
        slug_field="code",
        read_only=True,
        allow_null=True,
        help_text="The listening workshop that the session is, or null",
    )

    class Meta:
        model = Session
        fields = ["title", "title_en", "starts_at", "ends_at", "place", "place_en", "workshop"]


class CourseOutput(serializers.ModelSerializer[Course]):
    """A course as the list shows it."""

    area = serializers.CharField(source="area_id", help_text="Official 10-digit code")
    department = serializers.CharField(source="department.code")
    seats_left = serializers.IntegerField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Course
        fields = [
            "code", "title", "title_en", "state", "area", "department", "begins_at", "capacity", "seats_left",
            "attend_percent", "finished_at", "url",
        ]  # fmt: skip

    def get_url(self, course: Course) -> str:
        return f"{settings.SITE_URL}{course.get_absolute_url()}"


class CourseDetailOutput(CourseOutput):
    """A course with its text and its sessions."""

    sessions = CourseSessionOutput(many=True, source="meetings")

    class Meta(CourseOutput.Meta):
        fields = [
            *CourseOutput.Meta.fields,
            "summary",
            "summary_en",
            "cancel_reason",
            "cancel_reason_en",
            "sessions",
        ]
