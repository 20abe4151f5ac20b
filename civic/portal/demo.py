"""The demo city: each app builds its part (``demo.py`` in the app), in order, on one shared stage.

Everything is invented; dates are relative to the moment of loading; acts go through the same domain functions as
people's acts where the time of the act can be given, so that the demo cannot show what the platform does not do.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils.timezone import get_default_timezone

from civic.accounts.models import User
from civic.areas.models import Area, Department, Topic
from civic.common.registry import Registry
from civic.processes.models import Process

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


def mark(city: Area) -> str:
    """The address part of the process by which a loaded demo is known."""
    return f"demo-{city.code}"


@contextmanager
def whole() -> Iterator[None]:
    """The whole city or nothing: nobody goes on after an act that failed, so no act leaves a point to return to.

    Every act opens a transaction, which within another is such a point: a third of all that the database was asked.
    """
    features = connection.features
    before = features.uses_savepoints
    with transaction.atomic():
        features.uses_savepoints = False
        try:
            yield
        finally:
            features.uses_savepoints = before


@whole()
def build(stage: Stage, say: Callable[[str], None]) -> bool:
    """Build every part, all or nothing; gives False, changing nothing, when this city's demo is loaded already."""
    if Process.objects.filter(slug=mark(stage.city)).exists():
        return False
    import_module("civic.portal.demo_people")
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.demo") is not None and f"{app.name}.demo" != __name__:
            import_module(f"{app.name}.demo")
    Process.objects.create(
        slug=mark(stage.city),
        kind=Process.Kind.PROPOSALS,
        area=stage.city,
        title="예시 도시",
        title_en="Demo city",
    )
    for part in sorted(registry, key=lambda one: one.order):
        part.build(stage)
        connection.check_constraints()  # now, not at the end: every trigger walks along all checks that still wait
        say(f"{part.build.__module__}: ready")
    return True
