"""Courses for programs: to read."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.checking import checked
from civic.api.paging import listed, page_asked, page_of
from workshops.school import queries
from workshops.school.api import inputs, outputs
from workshops.school.models import Course
from workshops.school.views.public import NEWEST, NEXT


class CourseList(APIView):
    @extend_schema(
        operation_id="courses_list",
        parameters=[inputs.CourseQuery],
        responses=page_of(outputs.CourseOutput),
        summary="Courses of the governance school, to come and under way, or over",
    )
    def get(self, request: Request) -> Response:
        asked = checked(inputs.CourseQuery, request.query_params)
        over = asked["when"] == "past"
        page = page_asked(queries.courses(request.user, over=over), asked, order=NEWEST if over else NEXT)
        return listed(page, outputs.CourseOutput)


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
