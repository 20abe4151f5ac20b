"""An operator's own boundaries: GeoJSON polygons, one feature an area, named by its official code."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from civic.areas.models import Area

SHAPES = ("Polygon", "MultiPolygon")


@transaction.atomic
def load(path: Path) -> int:
    """Put each feature's geometry on the area that its property ``code`` names; gives how many.

    Raises ValidationError naming the feature that is wrong; nothing is kept then.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValidationError(
            _("%(file)s is not a GeoJSON FeatureCollection: %(why)s") % {"file": path, "why": error}
        ) from error
    for number, feature in enumerate(features, start=1):
        code, shape = str(feature.get("properties", {}).get("code", "")), feature.get("geometry") or {}
        if shape.get("type") not in SHAPES:
            raise ValidationError(
                _("%(file)s, feature %(number)s: no polygon.") % {"file": path, "number": number}
            )
        if not Area.objects.filter(code=code).update(geometry=shape):
            raise ValidationError(
                _("%(file)s, feature %(number)s: no area has the code “%(code)s”.")
                % {"file": path, "number": number, "code": code}
            )
    return len(features)
