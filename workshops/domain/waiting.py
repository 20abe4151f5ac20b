"""The line for a place: joining, offers that are held for a while, taking one, letting it pass.

Every step holds the lock of the workshop's row first. A place that is given back goes to whoever has waited longest and
stays counted as taken while it is held for them, so that nobody from outside the line can slip in between
(tests/workshops/test_waiting_races.py).
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.dates import moment_text
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify
from workshops import actions, refusals
from workshops.domain.seating import locked, seat_row
from workshops.models import Registration, Waiting, Workshop

HOLD = timedelta(hours=24)  # for so long an offered place is held
DOOR = timedelta(hours=2)  # this long before the beginning offers end: then a free place is anybody's
LEAST = timedelta(minutes=30)  # an offer that nobody could see in time is not made


def join(actor: Actor, workshop: Workshop, *, at: datetime, name: str = "", needs: str = "") -> Waiting:
    """Stand at the end of the line of a full workshop.

    Raises PlacesLeft, AlreadyWaiting, AlreadyRegistered, WorkshopBegan, WorkshopCancelled, RegistrationNotOpen, SignInFirst.
    """
    with transaction.atomic():
        fresh = locked(workshop)
        actions.join_waiting_list.require(actor, workshop=fresh, at=at)
        if not isinstance(actor, User):
            raise SignInFirst
        try:
            with transaction.atomic():
                entry = Waiting.objects.create(
                    workshop=fresh,
                    user=actor,
                    name=(name.strip() or actor.display_name)[:40],
                    needs=needs.strip()[:300],
                    joined_at=at,
                )
        except IntegrityError as error:
            raise refusals.AlreadyWaiting from error
        record(actor, "workshops.wait", fresh)
        _tell("workshops.waiting", entry, fresh, place=str(place_in_line(entry)))
    return entry


def place_in_line(entry: Waiting) -> int:
    """1 for whoever gets the next place."""
    return Waiting.objects.in_line().filter(workshop=entry.workshop_id, pk__lt=entry.pk).count() + 1


def pass_on(workshop: Workshop, *, at: datetime) -> None:
    """A place of this locked workshop has become free: offer it to the first in line, else count it as free.

    Runs in the caller's transaction, which holds the row's lock.
    """
    until = min(at + HOLD, workshop.starts_at - DOOR)
    offering = workshop.state == Workshop.State.ANNOUNCED and until - at >= LEAST
    first = Waiting.objects.in_line().filter(workshop=workshop).first() if offering else None
    if first is None:
        Workshop.objects.filter(pk=workshop.pk).update(registered_count=F("registered_count") - 1)
        return
    first.offered_at, first.offer_until = at, until
    first.save(update_fields=["offered_at", "offer_until"])
    _tell("workshops.place_offered", first, workshop, until=moment_text(until))


def offer_new_places(workshop: Workshop, *, at: datetime) -> None:
    """There are more places than before in this locked workshop: those in line come first."""
    for _place in range(workshop.seats_left):
        if not Waiting.objects.in_line().filter(workshop=workshop).exists():
            return
        Workshop.objects.filter(pk=workshop.pk).update(registered_count=F("registered_count") + 1)
        pass_on(workshop, at=at)


def take(actor: Actor, entry: Waiting, *, at: datetime) -> Registration:
    """Take the place that is held. Raises NoOffer, NotAllowed, WorkshopBegan, WorkshopCancelled."""
    with transaction.atomic():
        workshop = locked(entry.workshop)
        fresh = Waiting.objects.select_related("workshop", "user").get(pk=entry.pk)
        actions.take_offered_place.require(actor, entry=fresh, at=at)
        _end(fresh, Waiting.Outcome.TOOK, at)
        registration = seat_row(workshop, user=fresh.user, name=fresh.name, needs=fresh.needs)
        record(actor, "workshops.register", workshop)
        notify(
            "workshops.registered",
            registration,
            path=reverse("workshops:registration", args=[workshop.code]),
            title=workshop.title,
            code=registration.code,
            begins=moment_text(workshop.starts_at),
        )
    return registration


def leave_line(actor: Actor, entry: Waiting, *, at: datetime) -> None:
    """Leave the line, or let the offer go: the place goes to the next. Raises NotWaiting, NotAllowed."""
    with transaction.atomic():
        workshop = locked(entry.workshop)
        fresh = Waiting.objects.select_related("workshop").get(pk=entry.pk)
        actions.leave_waiting_list.require(actor, entry=fresh)
        held = fresh.offer_until is not None
        _end(fresh, Waiting.Outcome.LEFT, at)
        record(actor, "workshops.stop_waiting", workshop)
        if held:
            pass_on(workshop, at=at)


def end_offers(at: datetime) -> int:
    """Offers that nobody took in time go to the next in line; gives how many ended. Safe any number of times."""
    late = Waiting.objects.going_on().filter(offer_until__lte=at).order_by("offer_until", "id")
    ended = 0
    for key, workshop_key in late.values_list("pk", "workshop_id")[:500]:
        with transaction.atomic():
            workshop = Workshop.objects.select_for_update().get(pk=workshop_key)
            entry = Waiting.objects.going_on().filter(pk=key, offer_until__lte=at).first()
            if entry is None:
                continue  # taken, left or ended by another process meanwhile
            _end(entry, Waiting.Outcome.PASSED, at)
            _tell("workshops.offer_ended", entry, workshop)
            pass_on(workshop, at=at)
            ended += 1
    return ended


def _end(entry: Waiting, outcome: Waiting.Outcome, at: datetime) -> None:
    entry.ended_at, entry.outcome = at, outcome
    entry.save(update_fields=["ended_at", "outcome"])


def _tell(kind: str, entry: Waiting, workshop: Workshop, **params: str) -> None:
    path = reverse("workshops:waiting-list", args=[workshop.code])
    notify(kind, entry, path=path, title=workshop.title, **params)
