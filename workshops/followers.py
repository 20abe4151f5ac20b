"""What follows a workshop when it is moved or cancelled: rooms that were booked for it, sessions of courses.

Whoever keeps such rows registers a follower; it runs in the transaction of the change and may refuse it.

    registry.add("spaces.bookings", Bookings())
"""

from datetime import datetime
from typing import Protocol

from civic.accounts.actors import Actor
from civic.common.registry import Registry
from workshops.models import Workshop


class Follower(Protocol):
    def moved(
        self, actor: Actor, workshop: Workshop, *, starts: datetime, ends: datetime, at: datetime
    ) -> None:
        """Its time or place was changed; ``starts`` and ``ends`` as they were before. May raise a Refusal."""

    def cancelled(self, actor: Actor, workshop: Workshop, *, at: datetime) -> None:
        """It will not take place."""


registry: Registry[Follower] = Registry("follower of workshops")


def moved(actor: Actor, workshop: Workshop, *, starts: datetime, ends: datetime, at: datetime) -> None:
    for one in registry:
        one.moved(actor, workshop, starts=starts, ends=ends, at=at)


def cancelled(actor: Actor, workshop: Workshop, *, at: datetime) -> None:
    for one in registry:
        one.cancelled(actor, workshop, at=at)
