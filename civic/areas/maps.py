"""Tile maps: one tile a district, darker where there is more."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from civic.areas.models import Area

DARKEST = 4


@dataclass(frozen=True)
class CityMap:
    """A city and its tiles, as the component ``tile_map`` takes them; ``total`` over its districts."""

    city: Area
    tiles: list[dict[str, object]] = field(default_factory=list)
    total: int = 0


def level(number: int, most: int) -> int:
    """How dark a tile is, 0 (nothing) to 4 (as many as the district with the most)."""
    return 0 if number <= 0 or most <= 0 else max(1, -(-DARKEST * number // most))


def city_maps(
    districts: Iterable[Area], numbers: Mapping[str, int], href: Callable[[str], str], current: str = ""
) -> list[CityMap]:
    """A map for each city among ``districts`` (with ``parent`` at hand), each measured against its own darkest tile.

    ``href`` gives the address for a district's code; ``current`` is the code of the reader's own district.
    """
    by_city: dict[str, list[Area]] = {}
    cities: dict[str, Area] = {}
    for district in districts:
        if district.parent is not None and district.tile_column is not None:
            cities[district.parent.code] = district.parent
            by_city.setdefault(district.parent.code, []).append(district)
    return [_one(cities[code], found, numbers, href, current) for code, found in by_city.items()]


def _one(
    city: Area, districts: list[Area], numbers: Mapping[str, int], href: Callable[[str], str], current: str
) -> CityMap:
    counted = [(district, numbers.get(district.code, 0)) for district in districts]
    most = max((number for _district, number in counted), default=0)
    tiles: list[dict[str, object]] = [
        {
            "label": str(district),
            "x": district.tile_column,
            "y": district.tile_row,
            "href": href(district.code),
            "text": number or "",
            "level": level(number, most),
            "current": district.code == current,
        }
        for district, number in counted
    ]
    return CityMap(city, tiles, sum(number for _district, number in counted))
