"""Codes on slips and phones of what is not in the record of a workshop (yet).

Whoever hands out such codes registers how to find what was written under one:

    registry.add("live.statements", find)
"""

from collections.abc import Callable
from dataclasses import dataclass

from civic.common.registry import Registry
from workshops.models import Workshop


@dataclass(frozen=True)
class Written:
    """What was written, where it stands now, and at which workshop it was."""

    text: str
    stands: str
    workshop: Workshop


Finder = Callable[[str], Written | None]
registry: Registry[Finder] = Registry("finder of receipts")


def written_under(code: str) -> Written | None:
    """What has this code outside of every record."""
    return next((found for one in registry if (found := one(code)) is not None), None)
