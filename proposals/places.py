"""How many proposals are open in each district: for the maps and lists of areas, and the map on the home page."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Residency, User
from civic.areas.counters import Counts, area_counter
from civic.areas.maps import CityMap, city_maps
from civic.areas.models import Area
from civic.areas.queries import districts
from civic.common.clock import now
from civic.portal.panels import Context, panel
from proposals import listing, mapped
from proposals.models import Proposal

OPEN = listing.Wish(state=Proposal.State.OPEN)


@area_counter("proposals.open", label=_("Proposals that gather supports"), page="proposals:index")
def open_proposals(viewer: Any) -> Counts:
    """A district's code → open proposals there and in its neighbourhoods; counted every few minutes, the same for all."""
    del viewer
    found = mapped.by_district(OPEN, now())
    return Counts(found.districts, found.at)


@panel("proposals.places", place="home", order=70, template="proposals/panels/places.html")
def places(request: HttpRequest, at: datetime) -> Context | None:
    """The reader's own city as tiles; for others the city where most is open."""
    own, counted = _own_district(request.user), mapped.by_district(OPEN, at)
    maps = city_maps(districts(), counted.districts, open_proposals.href, current=own)
    if not any(one.total for one in maps):
        return None
    return {
        "map": max(maps, key=lambda one: (_is_home(one, own), one.total)),
        "label": open_proposals.label,
        "at": counted.at,
    }


def _own_district(user: Any) -> str:
    if not isinstance(user, User):
        return ""
    home = (
        Residency.objects.filter(user=user).values_list("area__level", "area_id", "area__parent_id").first()
    )
    if home is None:
        return ""
    level, area, parent = home
    return str(parent if level == Area.Level.NEIGHBOURHOOD else area)


def _is_home(one: CityMap, own: str) -> bool:
    return bool(own) and own[:2] == one.city.code[:2]  # the first two digits of a code are the city's
