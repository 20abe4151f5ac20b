"""Choosing how closely one follows a thread."""

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.comments import actions
from civic.comments.models import Follow, Thread


@transaction.atomic
def choose_level(actor: Actor, thread: Thread, level: str) -> Follow:
    """Set one's level (a ``Follow.Level`` value); "off" is kept as a choice, so that nothing switches it on again."""
    actions.follow.require(actor)
    if level not in Follow.Level.values:
        raise ValueError(f"unknown level {level!r}")
    row, _created = Follow.objects.update_or_create(
        user=person(actor), thread=thread, defaults={"level": level}
    )
    return row
