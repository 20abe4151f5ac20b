"""Under which terms the data may be used: chosen by the operator (setting CIVIC_DATA_LICENCE), the same for all."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Licence:
    """Its name for people and its address for programs."""

    name: str | Promise
    url: str


LICENCES = {
    "kogl-1": Licence(
        _("Korea Open Government Licence, type 1 (name the source)"),
        "https://www.kogl.or.kr/info/licenseType1.do",
    ),
    "cc-by-4.0": Licence(
        _("Creative Commons Attribution 4.0"), "https://creativecommons.org/licenses/by/4.0/"
    ),
}


def licence() -> Licence:
    """The licence in force: KOGL type 1 unless the operator chose another. Raises KeyError for an unknown one."""
    return LICENCES[getattr(settings, "DATA_LICENCE", "kogl-1")]


@register("civic")
def known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An unknown one would break every page of data."""
    if settings.DATA_LICENCE in LICENCES:
        return []
    hint = f"Set CIVIC_DATA_LICENCE to one of: {', '.join(LICENCES)}."
    return [
        Error(
            f"CIVIC_DATA_LICENCE names no licence that is known: {settings.DATA_LICENCE}.",
            hint=hint,
            id="civic.E021",
        )
    ]
