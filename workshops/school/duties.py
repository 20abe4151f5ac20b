"""Courses that are not over go with their department: see civic.departments.duties."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.departments.domain.plainly import plainly
from civic.departments.duties import duty
from workshops.school.models import Course


def _courses(departments: Iterable[int]) -> QuerySet[Course]:
    undone = (Course.State.PLANNED, Course.State.OPEN)
    return Course.objects.filter(department__in=departments, state__in=undone)


duty("school.courses", label=_("courses"), fields=["school.Course.department"], held=_courses)(plainly)
