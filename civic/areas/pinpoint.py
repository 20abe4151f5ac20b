"""Which area a point lies in, by the boundaries that a city has loaded. Plain arithmetic, no geometry library.

Even-odd rule (a ray to the east crosses the outline an odd number of times; Shimrat 1962): holes need no special case.
On the scale of a borough a degree may be taken as flat.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from civic.areas.models import Area

Ring = Sequence[Sequence[float]]  # [longitude, latitude], as in GeoJSON (RFC 7946)


def area_at(latitude: float, longitude: float, among: Iterable[Area]) -> Area | None:
    """The area whose boundary holds the point (degrees, WGS 84); None where none does or no boundary is known."""
    return next((one for one in among if one.geometry and _holds(one.geometry, longitude, latitude)), None)


def _holds(geometry: dict[str, Any], x: float, y: float) -> bool:
    return any(sum(_crossings(ring, x, y) for ring in polygon) % 2 for polygon in _polygons(geometry))


def _polygons(geometry: dict[str, Any]) -> Iterator[list[Ring]]:
    coordinates = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        yield coordinates
    elif geometry.get("type") == "MultiPolygon":
        yield from coordinates


def _crossings(ring: Ring, x: float, y: float) -> int:
    """How often a ray from the point to the east crosses the ring."""
    count = 0
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            count += 1
    return count
