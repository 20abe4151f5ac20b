"""Building the demo city: every part, all or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import connection, transaction

from civic.areas.models import Area
from civic.portal import demo_inboxes, demo_people  # noqa: F401  the last part and the first
from civic.portal.demo import Stage, registry
from civic.processes.models import Process


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
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.demo") is not None:
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
