"""What a program asks."""

from typing import Any

from rest_framework import serializers


class CourseQuery(serializers.Serializer[Any]):
    """Which courses to list."""

    when = serializers.ChoiceField(
        ["upcoming", "past"], default="upcoming", help_text="Courses to come and under way, or over"
    )
    after = serializers.CharField(required=False, help_text="`next` of the page before")
