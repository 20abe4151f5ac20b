"""What is being carried out goes with its department: see civic.departments.duties."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.delivery.domain import succeeding
from budgeting.delivery.models import Delivery
from budgeting.delivery.states import UNDER_WAY
from civic.departments.duties import duty


def _deliveries(departments: Iterable[int]) -> QuerySet[Delivery]:
    found = Delivery.objects.filter(department__in=departments, state__in=UNDER_WAY)
    return found.select_related("project")


duty(
    "delivery.deliveries",
    label=_("projects that are carried out"),
    fields=["delivery.Delivery.department"],
    held=_deliveries,
)(succeeding.hand_over)
