"""Recommendations without an answer go with the department: see civic.departments.duties."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Recommendation
from civic.departments.domain.plainly import plainly
from civic.departments.duties import duty


def _recommendations(departments: Iterable[int]) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(department__in=departments, answered_at__isnull=True)


duty(
    "committee.recommendations",
    label=_("recommendations of committees"),
    fields=["committee.Recommendation.department"],
    held=_recommendations,
)(plainly)
