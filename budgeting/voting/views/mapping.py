"""Where the projects of one envelope are: a tile a district, and the same as a list."""

from typing import Any

from django.urls import reverse

from budgeting.cycles.models import Cycle
from budgeting.voting.ballots import Section, district_of
from civic.areas.maps import city_maps
from civic.areas.models import Area


def context(cycle: Cycle, section: Section) -> dict[str, Any]:
    """The map of the city with the number of projects in each district; one query."""
    address = reverse("voting:choose", args=[cycle.slug, section.envelope.key])
    numbers: dict[str, int] = {}
    for project in section.projects:
        district = district_of(section.envelope, project)
        if district is not None:
            numbers[district] = numbers.get(district, 0) + 1
    districts = Area.objects.filter(parent=cycle.process.area_id, level=Area.Level.BOROUGH).select_related(
        "parent"
    )
    maps = city_maps(
        districts, numbers, lambda code: f"{address}?area={code}#projects" if code in numbers else ""
    )
    elsewhere = [
        one for one in section.projects if one.area_id is None or one.area_id == cycle.process.area_id
    ]
    return {
        "part": section,
        "envelope": section.envelope,
        "maps": maps,
        "address": address,
        "city_wide": len(elsewhere),
    }
