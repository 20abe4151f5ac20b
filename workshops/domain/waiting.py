"""The line for a place: joining, taking the place that is offered, letting it pass.

Every step holds the lock of the workshop's row first. To whom a place goes stands in passing.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.refusals import SignInFirst
from workshops import actions, refusals
from workshops.before import actions as before
from workshops.before.places import places_for
from workshops.before.questions import checked_answers
from workshops.domain.confirming import tell_registered
from workshops.domain.passing import DOOR, LEAST, let_go, offer_new_places, pass_on, tell
from workshops.domain.seating import locked, locked_by_key, seat_row
from workshops.models import Invitation, Registration, Waiting, Workshop


def join(
    actor: Actor,
    workshop: Workshop,
    *,
    at: datetime,
    name: str = "",
    needs: str = "",
    companions: int = 0,
    wheelchair: bool = False,
    answers: Mapping[int, str] | None = None,
) -> Waiting:
    """Stand at the end of the line of a workshop that has not enough places; what is free is kept for whoever is first.

    Places that are kept for people like them (``wheelchair``, their area, their invitation) are offered to them as well.

    Raises PlacesLeft, AlreadyWaiting, AlreadyRegistered, InvitationNeeded, TooManyCompanions, AnswersMissing,
    WorkshopBegan, WorkshopCancelled, RegistrationNotOpen, SignInFirst.
    """
    with transaction.atomic():
        fresh = locked(workshop)
        places = places_for(actor, fresh, wheelchair=wheelchair)
        actions.join_waiting_list.require(actor, workshop=fresh, at=at, seats=1 + companions, places=places)
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
                    wheelchair=wheelchair,
                    answers={str(key): text for key, text in given.items()},
                    joined_at=at,
                )
        except IntegrityError as error:
            raise refusals.AlreadyWaiting from error
        offer_new_places(
            fresh, at=at
        )  # one free place is no place for two, but nobody who comes later gets it
        record(actor, "workshops.wait", fresh)
        tell("workshops.waiting", entry, fresh, place=str(place_in_line(entry)))
    return entry


def place_in_line(entry: Waiting) -> int:
    """1 for whoever gets the next place."""
    return Waiting.objects.in_line().filter(workshop=entry.workshop_id, pk__lt=entry.pk).count() + 1


def take(actor: Actor, entry: Waiting, *, at: datetime) -> Registration:
    """Take the place that is held. Raises NoOffer, NotAllowed, WorkshopBegan, WorkshopCancelled."""
    with transaction.atomic():
        workshop = locked(entry.workshop)
        fresh = Waiting.objects.select_related("workshop", "user", "reserved").get(pk=entry.pk)
        actions.take_offered_place.require(actor, entry=fresh, at=at)
        _end(fresh, Waiting.Outcome.TOOK, at)
        registration = seat_row(
            workshop,
            user=fresh.user,
            name=fresh.name,
            needs=fresh.needs,
            companions=fresh.companions,
            reserved=fresh.reserved,
            answers={int(key): text for key, text in fresh.answers.items()},
        )
        record(actor, "workshops.register", workshop)
        tell_registered(registration, workshop)
    return registration


def leave_line(actor: Actor, entry: Waiting, *, at: datetime) -> None:
    """Leave the line, or let the offer go: the place goes to the next. Raises NotWaiting, NotAllowed."""
    with transaction.atomic():
        workshop = locked(entry.workshop)
        fresh = Waiting.objects.select_related("workshop", "reserved").get(pk=entry.pk)
        actions.leave_waiting_list.require(actor, entry=fresh)
        _end(fresh, Waiting.Outcome.LEFT, at)
        record(actor, "workshops.stop_waiting", workshop)
        let_go(fresh, workshop, at=at)


def end_offers(at: datetime) -> int:
    """Offers that nobody took in time go to the next in line; gives how many ended. Safe any number of times."""
    late = Waiting.objects.going_on().filter(offer_until__lte=at).order_by("offer_until", "id")
    late = late.exclude(
        workshop__state=Workshop.State.CANCELLED
    )  # they were told that it does not take place
    ended = 0
    for key, workshop_key in late.values_list("pk", "workshop_id")[:500]:
        with transaction.atomic():
            workshop = locked_by_key(workshop_key)
            mine = Waiting.objects.going_on().filter(pk=key, offer_until__lte=at)
            entry = mine.select_related("reserved").first()
            if entry is None:
                continue  # taken, left or ended by another process meanwhile
            _end(entry, Waiting.Outcome.PASSED, at)
            tell("workshops.offer_ended", entry, workshop)
            let_go(entry, workshop, at=at)
            ended += 1
    _free_what_is_kept(at)
    return ended


def close_lines(at: datetime) -> int:
    """When offers end before a workshop, whoever got none is told that the line is over and that a place that becomes free
    now is anybody's; gives how many were told. Safe any number of times."""
    last_minute = Q(
        joined_at__gt=F("workshop__starts_at") - DOOR
    )  # they knew, and hear of it at the beginning
    over = (
        Waiting.objects.in_line()
        .filter(Q(workshop__starts_at__lte=at) | ~last_minute, workshop__starts_at__lte=at + DOOR)
        .exclude(workshop__state=Workshop.State.CANCELLED)
    )
    told = 0
    for key, workshop_key in over.values_list("pk", "workshop_id")[:500]:
        with transaction.atomic():
            workshop = locked_by_key(workshop_key)
            entry = Waiting.objects.in_line().filter(pk=key).select_related("reserved").first()
            if entry is not None:
                _close(entry, workshop, "workshops.line_over", at)
                told += 1
    return told


def close_to_uninvited(workshop: Workshop, *, at: datetime) -> None:
    """Only invited people can register for this locked workshop now: the others leave the line, and are told."""
    invited = Invitation.objects.accepted().filter(workshop=workshop).values("user")
    others = Waiting.objects.going_on().filter(workshop=workshop).exclude(user__in=invited)
    entries = list(others.select_related("reserved").order_by("id"))
    for entry in entries:  # out first, so that a place of one of them is not offered to another
        _end(entry, Waiting.Outcome.CLOSED, at)
        tell("workshops.line_closed", entry, workshop, path=reverse("workshops:list"))
    for entry in entries:
        let_go(entry, workshop, at=at)


def _close(entry: Waiting, workshop: Workshop, kind: str, at: datetime) -> None:
    _end(entry, Waiting.Outcome.CLOSED, at)
    tell(kind, entry, workshop, path=workshop.get_absolute_url())
    let_go(entry, workshop, at=at)


def _free_what_is_kept(at: datetime) -> None:
    """Shortly before the beginning, places that are kept for a group which never got enough of them are anybody's."""
    kept = Waiting.objects.in_line().filter(kept__gt=0, workshop__starts_at__lt=at + DOOR + LEAST)
    for key, workshop_key in kept.values_list("pk", "workshop_id")[:500]:
        with transaction.atomic():
            workshop = locked_by_key(workshop_key)
            entry = Waiting.objects.in_line().filter(pk=key, kept__gt=0).select_related("reserved").first()
            if entry is None:
                continue
            seats, reserved = entry.kept, entry.reserved
            entry.kept, entry.reserved = 0, None
            entry.save(update_fields=["kept", "reserved"])
            pass_on(workshop, at=at, seats=seats, reserved=reserved)


def _end(entry: Waiting, outcome: Waiting.Outcome, at: datetime) -> None:
    entry.ended_at, entry.outcome = at, outcome
    entry.save(update_fields=["ended_at", "outcome"])
