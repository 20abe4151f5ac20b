"""What of workshops waits for a department: see civic.departments.duties."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from civic.departments.domain.plainly import plainly
from civic.departments.duties import duty
from workshops.domain import succeeding
from workshops.models import Opinion, Series, Theme, Workshop

UNDONE = (Workshop.State.PLANNED, Workshop.State.ANNOUNCED, Workshop.State.HELD, Workshop.State.RECORDED)


def _series(departments: Iterable[int]) -> QuerySet[Series]:
    return Series.objects.filter(department__in=departments, ended_at__isnull=True)


def _workshops(departments: Iterable[int]) -> QuerySet[Workshop]:
    """Up to the answer to the last opinion."""
    return Workshop.objects.filter(department__in=departments, state__in=UNDONE)


def _partners(departments: Iterable[int]) -> QuerySet[Any]:
    return Workshop.partners.through.objects.filter(department__in=departments, workshop__state__in=UNDONE)


def _themes(departments: Iterable[int]) -> QuerySet[Theme]:
    waiting = Opinion.objects.unanswered().filter(theme=OuterRef("pk"))
    return Theme.objects.filter(Exists(waiting), department__in=departments)


def _opinions(departments: Iterable[int]) -> QuerySet[Opinion]:
    return Opinion.objects.unanswered().filter(department__in=departments)


duty("workshops.series", label=_("series"), fields=["workshops.Series.department"], held=_series)(plainly)
duty("workshops.workshops", label=_("workshops"), fields=["workshops.Workshop.department"], held=_workshops)(
    plainly
)
duty(
    "workshops.partners",
    label=_("workshops as a partner"),
    fields=["workshops.Workshop.partners", "workshops.Workshop_partners.department"],
    held=_partners,
)(succeeding.hand_over_partner)
duty("workshops.themes", label=_("themes"), fields=["workshops.Theme.department"], held=_themes)(plainly)
duty("workshops.opinions", label=_("opinions"), fields=["workshops.Opinion.department"], held=_opinions)(
    succeeding.hand_over_opinion
)
