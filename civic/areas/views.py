"""Places and departments, as people look them up."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from civic.areas.counters import Counter, Counts, registry
from civic.areas.maps import CityMap, city_maps
from civic.areas.models import Area, Department
from civic.areas.queries import departments, districts
from civic.common.dates import date_text
from civic.common.visitors import for_visitors


@dataclass(frozen=True)
class Row:
    """A district on the list: beside each number (None: not counted yet) stands the page that shows what was counted."""

    district: Area
    numbers: list[tuple[int | None, str]]


@require_GET
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Every district with what goes on there, and every department with its phone."""
    boroughs, counters = list(districts()), list(registry)
    counted = [(counter, counter.count(request.user)) for counter in counters]
    context = {
        "cities": _cities(boroughs, counted),
        "labels": [counter.label for counter in counters],
        "counted": [(counter.label, counts.at) for counter, counts in counted],
        "departments": departments(),
    }
    return render(request, "areas/index.html", context)


@require_GET
def department(request: HttpRequest, code: str) -> HttpResponse:
    """A department: whom to call, and what has become of it."""
    found = get_object_or_404(Department.objects.select_related("area", "parent", "successor"), code=code)
    standing = Department.objects.in_force().filter(stands_for__contains=[found.pk]).first()
    context = {
        "department": found,
        "standing": standing,
        "ended": _("On %(day)s.") % {"day": date_text(found.ended_at)} if found.ended_at else "",
        "forerunners": list(found.forerunners.order_by("-ended_at")),
    }
    return render(request, "areas/department.html", context)


def _cities(
    boroughs: list[Area], counted: list[tuple[Counter, Counts]]
) -> list[tuple[Area, list[Row], CityMap | None, str | Promise]]:
    """Each city with its rows, and the map of the first counter when there is one and it has counted."""
    maps: dict[str, CityMap] = {}
    label: str | Promise = ""
    if counted:
        first, counts = counted[0]
        label = first.label
        if counts.at:
            maps = {one.city.code: one for one in city_maps(boroughs, counts.numbers, first.href)}
    rows: dict[Area, list[Row]] = {}
    for one in boroughs:
        if one.parent is not None:
            beside = [(_number(counts, one), counter.href(one.code)) for counter, counts in counted]
            rows.setdefault(one.parent, []).append(Row(one, beside))
    return [(city, found, maps.get(city.code), label) for city, found in rows.items()]


def _number(counts: Counts, district: Area) -> int | None:
    return counts.numbers.get(district.code, 0) if counts.at else None
