"""What a program asks."""

from rest_framework import serializers

from civic.api.paging import PageQuery


class CourseQuery(PageQuery):
    """Which courses to list."""

    when = serializers.ChoiceField(
        ["upcoming", "past"], default="upcoming", help_text="Courses to come and under way, or over"
    )
