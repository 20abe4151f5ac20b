"""Courses for programs: to read."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.common.paging import keyset
from workshops.school import queries
from workshops.school.api import inputs, outputs
from workshops.school.models import Course
from workshops.school.views.public import NEWEST, NEXT

PAGE_SIZE = 50


class CourseList(APIView):
    @extend_schema(
        operation_id="courses_list",
        parameters=[inputs.CourseQuery],
        responses=outputs.CoursePage,
        summary="Courses of the governance school, to come and under way, or over",
    )
    def get(self, request: Request) -> Response:
        asked = inputs.CourseQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        over = asked.validated_data["when"] == "past"
        page = keyset(
            queries.courses(request.user, over=over),
            order=NEWEST if over else NEXT,
            cursor=asked.validated_data.get("after"),
            size=PAGE_SIZE,
        )
        return Response(
            {"results": outputs.CourseOutput(page.items, many=True).data, "next": page.next_cursor}
        )


class CourseDetail(APIView):
    @extend_schema(
        operation_id="courses_read",
        responses=outputs.CourseDetailOutput,
        summary="One course with its sessions",
    )
    def get(self, request: Request, code: str) -> Response:
        found = Course.objects.visible_to(request.user).select_related("department")
        course = get_object_or_404(found, code=code)
        course.meetings = queries.sessions_shown(course, request.user)  # type: ignore[attr-defined]  # only for the serializer
        return Response(outputs.CourseDetailOutput(course).data)
