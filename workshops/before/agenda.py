"""The arithmetic of an agenda: whether its minutes fill the workshop, and when each item begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from workshops.models import AgendaItem, Workshop


@dataclass(frozen=True)
class Item:
    """One item as it was typed."""

    title: str
    minutes: int
    title_en: str = ""


def gap(workshop: Workshop, minutes: Iterable[int]) -> int:
    """Minutes of the workshop that the agenda leaves empty; negative when the agenda is too long."""
    return workshop.minutes - sum(minutes)


def schedule(workshop: Workshop, items: Iterable[AgendaItem]) -> Iterator[tuple[datetime, AgendaItem]]:
    """Each item with the moment at which it begins."""
    at = workshop.starts_at
    for item in items:
        yield at, item
        at += timedelta(minutes=item.minutes)
