"""The demo city: each app builds its part (``demo.py`` in the app), in order, on one shared stage (`demo_building`).

Everything is invented; dates are relative to the moment of loading; acts go through the same domain functions as
people's acts where the time of the act can be given, so that the demo cannot show what the platform does not do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from random import Random
from typing import Any

from django.utils.timezone import get_default_timezone

from civic.accounts.models import User
from civic.areas.models import Area, Department, Topic
from civic.common.registry import Registry

SEED = 20260101


@dataclass
class Stage:
    """What the parts share: the city, the moment of loading, the people by key, and what earlier parts made."""

    city: Area
    now: datetime
    random: Random = field(default_factory=lambda: Random(SEED))
    people: dict[str, User] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    _places: dict[tuple[str, str], Any] = field(default_factory=dict)  # asked for again and again

    @property
    def name(self) -> str:
        """ "seoul" or "busan"."""
        return "seoul" if self.city.code.startswith("11") else "busan"

    @property
    def zone(self) -> tzinfo:
        """The city's time zone."""
        return get_default_timezone()

    def days(self, number: float) -> datetime:
        """The moment so many days after (before, when negative) the loading."""
        return self.now + timedelta(days=number)

    def evening(self, number: int) -> datetime:
        """Six o'clock in the evening of the day so many days after (before) the loading: when a city closes something."""
        return self.days(number).astimezone(self.zone).replace(hour=18, minute=0, second=0, microsecond=0)

    def since(self, minutes: int) -> datetime:
        """When something began that has lasted at least so many minutes: at full ten minutes, as people call a meeting."""
        began = self.now - timedelta(minutes=minutes)
        return began.replace(minute=began.minute // 10 * 10, second=0, microsecond=0)

    def borough(self, name: str) -> Area:
        """A borough of this city by its Korean name."""
        found: Area = self._once("borough", name, lambda: Area.objects.get(parent=self.city, name=name))
        return found

    def department(self, key: str) -> Department:
        """A department by the part of its code after the city: "safety", "budget"."""
        code = f"{self.name}-{key}"
        found: Department = self._once("department", code, lambda: Department.objects.get(code=code))
        return found

    def topic(self, slug: str) -> Topic:
        found: Topic = self._once("topic", slug, lambda: Topic.objects.get(slug=slug))
        return found

    def _once(self, kind: str, key: str, find: Callable[[], Any]) -> Any:
        if (kind, key) not in self._places:
            self._places[kind, key] = find()
        return self._places[kind, key]

    def citizens(self) -> list[User]:
        """The sixty citizens without a part of their own."""
        return [person for key, person in self.people.items() if key.startswith("citizen-")]


@dataclass(frozen=True)
class Part:
    order: int
    build: Callable[[Stage], None]


registry: Registry[Part] = Registry("demo part")


def demo_part(name: str, *, order: int) -> Callable[[Callable[[Stage], None]], Callable[[Stage], None]]:
    """Register a part of the demo city; lower orders are built first."""

    def register(build: Callable[[Stage], None]) -> Callable[[Stage], None]:
        registry.add(name, Part(order, build))
        return build

    return register
