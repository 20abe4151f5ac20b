"""Polling places, and the numbered slips printed for them."""

from typing import Any

from django.db import transaction

from budgeting.cycles.models import Cycle
from budgeting.voting import actions
from budgeting.voting.models import PollingPlace, SlipRun
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.clock import database_now


def save_place(actor: Actor, cycle: Cycle, place: PollingPlace, **fields: Any) -> PollingPlace:
    """Add a place to a vote, or change one. Raises Refusal (NotAllowed, VotingClosed)."""
    with transaction.atomic():
        actions.keep_places.require(actor, cycle=cycle, at=database_now())
        verb = "voting.place_changed" if place.pk else "voting.place_added"
        place.cycle = cycle
        for name, value in fields.items():
            setattr(place, name, value)
        place.save()
        record(actor, verb, place, name=place.name, address=place.address, hours=place.hours)
    return place


def number_slips(actor: Actor, place: PollingPlace, *, count: int, scope: str = "") -> SlipRun:
    """Give the next ``count`` numbers of the place to slips that are going to be printed (for the district ``scope``).

    Numbers of a place never repeat: the place is locked while they are dealt. Raises Refusal.
    """
    with transaction.atomic():
        place = PollingPlace.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=place.pk)
        actions.keep_places.require(actor, cycle=place.cycle, at=database_now())
        latest = place.slip_runs.order_by("-last").first()
        first = 1 + (latest.last if latest else 0)
        run = SlipRun.objects.create(place=place, scope=scope, first=first, last=first + count - 1)
        record(actor, "voting.slips_numbered", place, first=run.first, last=run.last, scope=scope)
    return run
