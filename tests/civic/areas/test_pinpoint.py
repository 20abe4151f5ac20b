"""A point and the area that holds it."""

import pytest

from civic.areas.models import Area
from civic.areas.pinpoint import area_at

SQUARE = [[126.9, 37.5], [127.0, 37.5], [127.0, 37.6], [126.9, 37.6], [126.9, 37.5]]
HOLE = [[126.94, 37.54], [126.96, 37.54], [126.96, 37.56], [126.94, 37.56], [126.94, 37.54]]
FAR = [[127.5, 37.5], [127.6, 37.5], [127.55, 37.6]]


def area(code, kind, coordinates):
    return Area(code=code, geometry={"type": kind, "coordinates": coordinates} if kind else None)


AREAS = [
    area("1111000000", None, []),
    area("1114000000", "Polygon", [SQUARE, HOLE]),
    area("1117000000", "MultiPolygon", [[HOLE], [FAR]]),
]


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (37.51, 126.91, "1114000000"),
        (37.55, 126.95, "1117000000"),  # in the hole, which is another's
        (37.55, 127.55, "1117000000"),  # its second part
        (37.65, 126.95, None),
        (0, 0, None),
        (37.55, 126.89, None),  # west of all: the ray crosses twice
    ],
)
def test_a_point_lies_in_the_area_whose_boundary_holds_it(latitude, longitude, code):
    found = area_at(latitude, longitude, AREAS)
    assert (found.code if found else None) == code
