"""Handing places on: a place that is given back goes to whoever has waited longest for one of its sort.

There is one line. The open places go along it; those that are kept for some (wheelchairs, an area, invited people) go
along it too, past everybody who may not take them. Whoever needs several places collects them one by one, all of one
sort, and is offered them when there are enough: nobody who waits behind for that sort is served first. A place that is
held stays counted as taken, so that nobody from outside the line can slip in between
(tests/workshops/test_waiting_races.py). Every step holds the lock of the workshop's row.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.urls import reverse

from civic.notifications.domain.notifying import notify
from workshops.domain.seating import hold_reserved, uncount_reserved
from workshops.models import Invitation, Reserved, Waiting, Workshop
from workshops.models.waiting import WaitingQuerySet

HOLD = timedelta(hours=24)  # for so long an offered place is held
DOOR = timedelta(hours=2)  # this long before the beginning offers end: then a free place is anybody's
LEAST = timedelta(minutes=30)  # an offer that nobody could see in time is not made

Kind = Reserved.Kind


def pass_on(workshop: Workshop, *, at: datetime, seats: int = 1, reserved: Reserved | None = None) -> None:
    """Places of this locked workshop have become free, open ones or of a sort that is kept: the first in line who may
    take them gets them, and what is left is free. Runs in the caller's transaction, which holds the row's lock."""
    until = min(at + HOLD, workshop.starts_at - DOOR)
    offering = workshop.state == Workshop.State.ANNOUNCED and until - at >= LEAST
    while seats and offering:
        first = _next(workshop, reserved)
        if first is None:
            break
        given = min(seats, first.seats - first.kept)
        first.kept, first.reserved = first.kept + given, reserved
        seats -= given
        if first.kept == first.seats:
            first.offered_at, first.offer_until = at, until
            tell("workshops.place_offered", first, workshop, until=until.isoformat())
        first.save(update_fields=["kept", "reserved", "offered_at", "offer_until"])
    if seats and reserved is not None:
        uncount_reserved(workshop, reserved.pk, seats)
    elif seats:
        Workshop.objects.filter(pk=workshop.pk).update(registered_count=F("registered_count") - seats)


def offer_new_places(workshop: Workshop, *, at: datetime) -> None:
    """There are free places in this locked workshop: those in line come first."""
    free = workshop.seats_left
    if free and _next(workshop, None) is not None:
        Workshop.objects.filter(pk=workshop.pk).update(registered_count=F("registered_count") + free)
        pass_on(workshop, at=at, seats=free)
    for reserved in workshop.reserved.all() if workshop.reserved_seats else ():
        if reserved.left and _next(workshop, reserved) is not None:
            seats = reserved.left
            hold_reserved(workshop, reserved.pk, seats)
            pass_on(workshop, at=at, seats=seats, reserved=reserved)


def shorten_offers(workshop: Workshop) -> None:
    """This locked workshop begins earlier than it did: no place is held beyond two hours before it, where nobody could take
    it and nobody else would get it."""
    latest = workshop.starts_at - DOOR
    for entry in Waiting.objects.going_on().filter(workshop=workshop, offer_until__gt=latest):
        offered_at = entry.offered_at or latest  # the database lets no end without a beginning in
        entry.offer_until = max(latest, offered_at + timedelta(seconds=1))
        entry.save(update_fields=["offer_until"])


def let_go(entry: Waiting, workshop: Workshop, *, at: datetime) -> None:
    """What was held for this entry, which has ended or is given up, goes to the next."""
    if entry.holding:
        pass_on(workshop, at=at, seats=entry.holding, reserved=entry.reserved)


def tell(kind: str, entry: Waiting, workshop: Workshop, *, path: str = "", **params: str) -> None:
    """A notice to whoever waits, leading to their place in line unless ``path`` leads elsewhere."""
    path = path or reverse("workshops:waiting-list", args=[workshop.code])
    notify(kind, entry, path=path, title=workshop.title, title_en=workshop.title_en, **params)


def _next(workshop: Workshop, reserved: Reserved | None) -> Waiting | None:
    """The first in line who may take a place of this sort and does not collect places of another."""
    line = Waiting.objects.in_line().filter(workshop=workshop)
    if reserved is None:
        return line.filter(reserved=None).first()
    return _for_whom(line, reserved).filter(Q(reserved=reserved) | Q(kept=0)).first()


def _for_whom(line: WaitingQuerySet, reserved: Reserved) -> WaitingQuerySet:
    """Those for whom places of this sort are kept: ``before.places.places_for``, asked of a whole line."""
    if reserved.kind == Kind.WHEELCHAIR:
        return line.filter(wheelchair=True)
    if reserved.kind == Kind.INVITED:
        invited = Invitation.objects.accepted().filter(workshop=reserved.workshop_id)
        return line.filter(user__in=invited.values("user"))
    here = reserved.area_id
    return line.filter(Q(user__residency__area=here) | Q(user__residency__area__parent=here))
