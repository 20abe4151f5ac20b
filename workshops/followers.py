"""What follows a workshop when it is moved, cancelled or published: rooms that were booked for it, sessions of courses, its
live room.

Whoever keeps such rows registers a follower; it runs in the transaction of the change and may refuse it.

    registry.add("spaces.bookings", Bookings())
"""

from collections.abc import Iterator
from datetime import datetime

from civic.accounts.actors import Actor
from civic.common.refusals import Refusal
from civic.common.registry import Registry
from workshops.models import Workshop


class Follower:
    def moved(
        self, actor: Actor, workshop: Workshop, *, starts: datetime, ends: datetime, at: datetime
    ) -> None:
        """Its time or place was changed; ``starts`` and ``ends`` as they were before. May raise a Refusal."""

    def cancelled(self, actor: Actor, workshop: Workshop, *, at: datetime) -> None:
        """It will not take place."""

    def publishing(self, workshop: Workshop) -> Iterator[Refusal]:
        """Why its record cannot be published yet."""
        yield from ()


registry: Registry[Follower] = Registry("follower of workshops")


def moved(actor: Actor, workshop: Workshop, *, starts: datetime, ends: datetime, at: datetime) -> None:
    for one in registry:
        one.moved(actor, workshop, starts=starts, ends=ends, at=at)


def cancelled(actor: Actor, workshop: Workshop, *, at: datetime) -> None:
    for one in registry:
        one.cancelled(actor, workshop, at=at)


def publishing(workshop: Workshop) -> Iterator[Refusal]:
    for one in registry:
        yield from one.publishing(workshop)
