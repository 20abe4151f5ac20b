"""A kind of notice for tests, and people who get it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.audit.domain.recording import reference
from civic.notifications import kinds
from civic.notifications.domain.notifying import notify
from civic.notifications.kinds import Kind
from civic.notifications.models import Event

NAME = "tests.happened"


@pytest.fixture
def happened() -> Iterator[Kind]:
    """Everybody gets it; registered for the length of a test."""
    kind = Kind(
        NAME,
        "proposals",
        _("Notification settings"),
        "%(title)s: %(due)s, %(cost_won)s",
        "why",
        lambda _event: User.objects.all(),
    )
    kinds.registry.add(NAME, kind)
    yield kind
    del kinds.registry._things[NAME]


def say(subject: User, once: str = "", **params: object) -> Event:
    """Write one event in a transaction of its own."""
    with transaction.atomic():
        notify(NAME, subject, path="/me/", once=once, **params)
    return Event.objects.get(key=f"{NAME}:{reference(subject)}:{once}")
