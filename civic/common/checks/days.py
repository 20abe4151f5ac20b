"""The calendar of days on which nothing is due."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils import timezone

from civic.common.days_off import days_off_in

KNOWN_HOLIDAYS = (("", ""), ("KR", ""))


@register("civic")
def days_off(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An unknown country would break every page that names a due day."""
    country, part = settings.HOLIDAYS_COUNTRY, settings.HOLIDAYS_SUBDIVISION
    if (country, part) in KNOWN_HOLIDAYS:  # without reading the library at every command
        return []
    try:
        if country:
            days_off_in(timezone.localdate().year, country, part)
            return []
    except NotImplementedError:
        pass
    return [
        Error(
            f"CIVIC_HOLIDAYS_COUNTRY and CIVIC_HOLIDAYS_SUBDIVISION name no place whose holidays are known: "
            f"{country or '(no country)'} {part}.",
            hint="Set the ISO 3166 code of a country (KR) and, where its parts have their own holidays, of the part (DE, BY); "
            "leave both empty for Saturdays and Sundays only.",
            id="civic.E022",
        )
    ]
