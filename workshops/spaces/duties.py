"""Rooms go with the department that keeps them: see civic.departments.duties."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.departments.domain.plainly import plainly
from civic.departments.duties import duty
from workshops.spaces.models import Space


def _spaces(departments: Iterable[int]) -> QuerySet[Space]:
    return Space.objects.filter(department__in=departments)


duty("spaces.spaces", label=_("rooms"), fields=["spaces.Space.department"], held=_spaces)(plainly)
