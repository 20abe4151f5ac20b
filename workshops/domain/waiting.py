"""The line for a place: joining, offers that are held for a while, taking one, letting it pass.

Every step holds the lock of the workshop's row first. A place that is given back goes to whoever has waited longest and
stays counted as taken while it is held for them, so that nobody from outside the line can slip in between
(tests/workshops/test_waiting_races.py).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify
from workshops import actions, refusals
from workshops.before import actions as before
from workshops.before.questions import checked_answers
from workshops.domain.confirming import tell_registered
from workshops.domain.seating import locked, locked_by_key, seat_row
from workshops.models import Registration, Waiting, Workshop

HOLD = timedelta(hours=24)  # for so long an offered place is held
DOOR = timedelta(hours=2)  # this long before the beginning offers end: then a free place is anybody's
LEAST = timedelta(minutes=30)  # an offer that nobody could see in time is not made


def join(
    actor: Actor,
    workshop: Workshop,
    *,
    at: datetime,
    name: str = "",
    needs: str = "",
    companions: int = 0,
    answers: Mapping[int, str] | None = None,
) -> Waiting:
    """Stand at the end of the line of a workshop that has not enough places; what is free is kept for whoever is first.

    Raises PlacesLeft, AlreadyWaiting, AlreadyRegistered, InvitationNeeded, TooManyCompanions, AnswersMissing,
    WorkshopBegan, WorkshopCancelled, RegistrationNotOpen, SignInFirst.
    """
    with transaction.atomic():
        fresh = locked(workshop)
        actions.join_waiting_list.require(actor, workshop=fresh, at=at, seats=1 + companions)
        before.bring.require(actor, workshop=fresh, companions=companions)
        given = checked_answers(fresh, answers or {})
        if not isinstance(actor, User):
            raise SignInFirst
        try:
            with transaction.atomic():
                entry = Waiting.objects.create(
                    workshop=fresh,
                    user=actor,
                    name=(name.strip() or actor.display_name)[:40],
                    needs=needs.strip()[:300],
                    companions=companions,
                    answers={str(key): text for key, text in given.items()},
                    joined_at=at,
                )
        except IntegrityError as error:
            raise refusals.AlreadyWaiting from error
        offer_new_places(
            fresh, at=at
        )  # one free place is no place for two, but nobody who comes later gets it
        record(actor, "workshops.wait", fresh)
        _tell("workshops.waiting", entry, fresh, place=str(place_in_line(entry)))
    return entry


def place_in_line(entry: Waiting) -> int:
    """1 for whoever gets the next place."""
    return Waiting.objects.in_line().filter(workshop=entry.workshop_id, pk__lt=entry.pk).count() + 1


def pass_on(workshop: Workshop, *, at: datetime, seats: int = 1) -> None:
    """Open places of this locked workshop have become free: they go to the first in line, and what is left is free.

    Whoever waits for several places keeps what comes, one by one, and is offered them when there are enough: nobody
    who waits behind is served first. Runs in the caller's transaction, which holds the row's lock.
    """
    until = min(at + HOLD, workshop.starts_at - DOOR)
    offering = workshop.state == Workshop.State.ANNOUNCED and until - at >= LEAST
    while seats and offering:
        first = Waiting.objects.in_line().filter(workshop=workshop).first()
        if first is None:
            break
        given = min(seats, first.seats - first.kept)
        first.kept += given
        seats -= given
        if first.kept == first.seats:
            first.offered_at, first.offer_until = at, until
            _tell("workshops.place_offered", first, workshop, until=until.isoformat())
        first.save(update_fields=["kept", "offered_at", "offer_until"])
    if seats:
        Workshop.objects.filter(pk=workshop.pk).update(registered_count=F("registered_count") - seats)


def offer_new_places(workshop: Workshop, *, at: datetime) -> None:
    """There are free places in this locked workshop: those in line come first."""
    free = workshop.seats_left
    if free and Waiting.objects.in_line().filter(workshop=workshop).exists():
        Workshop.objects.filter(pk=workshop.pk).update(registered_count=F("registered_count") + free)
        pass_on(workshop, at=at, seats=free)


def take(actor: Actor, entry: Waiting, *, at: datetime) -> Registration:
    """Take the place that is held. Raises NoOffer, NotAllowed, WorkshopBegan, WorkshopCancelled."""
    with transaction.atomic():
        workshop = locked(entry.workshop)
        fresh = Waiting.objects.select_related("workshop", "user").get(pk=entry.pk)
        actions.take_offered_place.require(actor, entry=fresh, at=at)
        _end(fresh, Waiting.Outcome.TOOK, at)
        registration = seat_row(
            workshop,
            user=fresh.user,
            name=fresh.name,
            needs=fresh.needs,
            companions=fresh.companions,
            answers={int(key): text for key, text in fresh.answers.items()},
        )
        record(actor, "workshops.register", workshop)
        tell_registered(registration, workshop)
    return registration


def leave_line(actor: Actor, entry: Waiting, *, at: datetime) -> None:
    """Leave the line, or let the offer go: the place goes to the next. Raises NotWaiting, NotAllowed."""
    with transaction.atomic():
        workshop = locked(entry.workshop)
        fresh = Waiting.objects.select_related("workshop").get(pk=entry.pk)
        actions.leave_waiting_list.require(actor, entry=fresh)
        held = fresh.holding
        _end(fresh, Waiting.Outcome.LEFT, at)
        record(actor, "workshops.stop_waiting", workshop)
        if held:
            pass_on(workshop, at=at, seats=held)


def end_offers(at: datetime) -> int:
    """Offers that nobody took in time go to the next in line; gives how many ended. Safe any number of times."""
    late = Waiting.objects.going_on().filter(offer_until__lte=at).order_by("offer_until", "id")
    ended = 0
    for key, workshop_key in late.values_list("pk", "workshop_id")[:500]:
        with transaction.atomic():
            workshop = locked_by_key(workshop_key)
            entry = Waiting.objects.going_on().filter(pk=key, offer_until__lte=at).first()
            if entry is None:
                continue  # taken, left or ended by another process meanwhile
            _end(entry, Waiting.Outcome.PASSED, at)
            _tell("workshops.offer_ended", entry, workshop)
            pass_on(workshop, at=at, seats=entry.seats)
            ended += 1
    _free_what_is_kept(at)
    return ended


def _free_what_is_kept(at: datetime) -> None:
    """Shortly before the beginning, places that are kept for a group which never got enough of them are anybody's."""
    kept = Waiting.objects.in_line().filter(kept__gt=0, workshop__starts_at__lt=at + DOOR + LEAST)
    for key, workshop_key in kept.values_list("pk", "workshop_id")[:500]:
        with transaction.atomic():
            workshop = locked_by_key(workshop_key)
            entry = Waiting.objects.in_line().filter(pk=key, kept__gt=0).first()
            if entry is None:
                continue
            seats, entry.kept = entry.kept, 0
            entry.save(update_fields=["kept"])
            pass_on(workshop, at=at, seats=seats)


def _end(entry: Waiting, outcome: Waiting.Outcome, at: datetime) -> None:
    entry.ended_at, entry.outcome = at, outcome
    entry.save(update_fields=["ended_at", "outcome"])


def _tell(kind: str, entry: Waiting, workshop: Workshop, **params: str) -> None:
    path = reverse("workshops:waiting-list", args=[workshop.code])
    notify(kind, entry, path=path, title=workshop.title, **params)
