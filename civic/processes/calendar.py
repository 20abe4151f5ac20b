"""The calendar of a process as people read it: phases as bars with dates, and overlaps and gaps in words.

Pure: takes phases (anything with kind, opens_at, closes_at and a text), gives what a template draws.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol

from django.utils.translation import gettext as _

from civic.common.dates import moment_text

WIDTH = 1000
"""Width of the drawing in its own units; a bar is never thinner than LEAST."""
LEAST = 6
NEIGHBOUR = timedelta(minutes=1)
"""Phases that lie no further apart touch: 23:59 and 00:00 are neighbours to every reader."""


class Dated(Protocol):
    """What the calendar asks of a phase."""

    kind: str
    opens_at: datetime
    closes_at: datetime

    def __str__(self) -> str: ...


@dataclass(frozen=True)
class Bar:
    """One phase: where its bar stands (0 … WIDTH), its dates, and whether it is "done", "now" or "next"."""

    kind: str
    label: str
    opens_at: datetime
    closes_at: datetime
    state: str
    left: int
    width: int
    top: int

    @property
    def is_now(self) -> bool:
        return self.state == "now"


@dataclass(frozen=True)
class Calendar:
    """The bars of a process, where "today" stands on the drawing (None: outside), and remarks in words."""

    bars: list[Bar]
    today: int | None
    remarks: list[str]
    width: int = WIDTH

    @property
    def height(self) -> int:
        return max(len(self.bars), 1) * 26

    @property
    def now(self) -> Bar | None:
        """The phase that is open now; the one that closes first where two are."""
        return min((bar for bar in self.bars if bar.is_now), key=lambda bar: bar.closes_at, default=None)

    @property
    def next(self) -> Bar | None:
        """The next phase to open."""
        return next((bar for bar in self.bars if bar.state == "next"), None)


def calendar(phases: Iterable[Dated], at: datetime) -> Calendar:
    """Draw the phases of one process as they stand at ``at``."""
    rows = sorted(phases, key=lambda phase: (phase.opens_at, phase.closes_at))
    if not rows:
        return Calendar([], None, [])
    start, end = rows[0].opens_at, max(row.closes_at for row in rows)
    span = (end - start).total_seconds()

    def place(moment: datetime) -> int:
        return round(WIDTH * (moment - start).total_seconds() / span)

    bars = [
        Bar(
            kind=row.kind,
            label=str(row),
            opens_at=row.opens_at,
            closes_at=row.closes_at,
            state=state_of(row, at),
            left=min(place(row.opens_at), WIDTH - LEAST),
            width=max(place(row.closes_at) - place(row.opens_at), LEAST),
            top=number * 26,
        )
        for number, row in enumerate(rows)
    ]
    return Calendar(bars, place(at) if start <= at < end else None, remarks(rows))


def state_of(phase: Dated, at: datetime) -> str:
    """ "done", "now" or "next" at the moment ``at``; the close itself is no longer "now"."""
    if phase.closes_at <= at:
        return "done"
    return "now" if phase.opens_at <= at else "next"


def remarks(rows: Sequence[Dated]) -> list[str]:
    """Overlaps and gaps between neighbours, in words; nothing where every phase begins when the one before ends."""
    found = []
    for before, after in pairwise(rows):
        names = {"before": str(before), "after": str(after)}
        if after.opens_at < before.closes_at:
            moments = {"opens": moment_text(after.opens_at), "closes": moment_text(before.closes_at)}
            found.append(
                _("“%(after)s” opens on %(opens)s while “%(before)s” is still open until %(closes)s.")
                % (names | moments)
            )
        elif after.opens_at - before.closes_at > NEIGHBOUR:
            moments = {"closes": moment_text(before.closes_at), "opens": moment_text(after.opens_at)}
            found.append(
                _(
                    "Between the close of “%(before)s” (%(closes)s) and “%(after)s” (%(opens)s) no phase is open."
                )
                % (names | moments)
            )
    return found
