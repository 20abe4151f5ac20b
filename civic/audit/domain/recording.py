"""Writing the record. Called by the domain function that acts, inside its transaction."""

from typing import Any

from django.db import models

from civic.accounts.actors import Actor, System, in_office, person
from civic.audit.models import Entry


def reference(subject: models.Model) -> str:
    """A row's stable name in the record: "app.model:key"."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def record(actor: Actor, verb: str, subject: models.Model, **data: Any) -> Entry:
    """Add one entry: ``actor`` did ``verb`` ("app.verb") to ``subject``, with plain ``data`` (before, after, reason).

    An entry is never changed. So the name stands in it only of the platform and of who acts in an office: a citizen who
    leaves takes their name along, also out of here (see decision 0274).
    """
    name = str(actor) if isinstance(actor, System) or in_office(actor) else ""
    if not actor.is_authenticated:
        name = "anonymous"
    return Entry.objects.create(
        actor=person(actor), actor_name=name[:80], verb=verb, subject=reference(subject), data=data
    )
