"""One event in the life of a proposal."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Moment:
    """One event of the component "timeline"."""

    title: str
    at: datetime | None = None
    text: str = ""
    state: str = "done"
    label: str = ""
    href: str = ""
