"""Planning, changing, announcing, and cancelling a workshop."""

from datetime import datetime
from typing import Any

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.comments.domain.threads import open_thread
from civic.common.clock import now
from civic.notifications.domain.notifying import notify
from workshops import actions, followers, refusals
from workshops.before.refusals import SeriesEnded
from workshops.domain.passing import offer_new_places, shorten_offers
from workshops.domain.seating import locked
from workshops.models import Series, Workshop
from workshops.states import workshop_states

TOLD_TO_CALENDARS = ("title", "title_en", "starts_at", "ends_at", "place", "place_en", "format")


def plan_workshop(actor: Actor, **fields: Any) -> Workshop:
    """A new workshop in state planned, with the model's fields as given (datetimes aware). Raises SeriesEnded, NotAllowed."""
    with transaction.atomic():
        actions.create.require(actor, area=fields["area"].pk)
        _require_going_on(fields.get("series"))
        partners = fields.pop("partners", ())
        workshop = Workshop.objects.create(**fields)
        workshop.partners.set(partners)
        record(actor, "workshops.create", workshop, title=workshop.title, starts_at=workshop.starts_at)
    return workshop


def _require_possible(actor: Actor, workshop: Workshop, changed: list[str], at: datetime) -> None:
    """The workshop as it would be: a colleague may have moved it since its fields were shown."""
    if workshop.ends_at <= workshop.starts_at:
        raise refusals.EndsBeforeItBegins
    if "starts_at" in changed and workshop.state == Workshop.State.ANNOUNCED and workshop.starts_at <= at:
        raise refusals.BeginsInThePast
    if "series" in changed:
        _require_going_on(workshop.series)
    if "area" in changed:
        actions.create.require(actor, area=workshop.area_id)


def _require_going_on(series: Series | None) -> None:
    if series is not None and series.ended_at is not None:
        raise SeriesEnded


def change_workshop(actor: Actor, workshop: Workshop, *, at: datetime, **fields: Any) -> Workshop:
    """Write changed fields of a workshop that has not been held; gives the fresh row.

    What a calendar shows raises ``sequence``, and registered people are told. New places go to those who wait, and
    what was booked for it follows. Raises CapacityBelowRegistered, BeginsInThePast, EndsBeforeItBegins,
    SeriesEnded, and what a follower refuses (spaces.taken).
    """
    with transaction.atomic():
        fresh = locked(workshop)
        actions.change.require(actor, workshop=fresh)
        needed = fresh.open_taken + fresh.reserved_seats
        if fields.get("capacity", fresh.capacity) < needed:
            raise refusals.CapacityBelowRegistered(registered=needed)
        if "partners" in fields:
            fresh.partners.set(fields.pop("partners"))
        before = {name: getattr(fresh, name) for name in fields}
        changed = [name for name in fields if before[name] != fields[name]]
        if not changed:
            return fresh
        for name in changed:
            setattr(fresh, name, fields[name])
        _require_possible(actor, fresh, changed, at)
        calendars = [name for name in changed if name in TOLD_TO_CALENDARS]
        if calendars and fresh.state == Workshop.State.ANNOUNCED:
            fresh.sequence += 1
        fresh.save(update_fields=[*changed, "sequence"])
        if "starts_at" in changed:
            shorten_offers(fresh)
        if "capacity" in changed:
            offer_new_places(fresh, at=at)
        if {"starts_at", "ends_at", "place", "place_en"} & set(changed):
            starts, ends = before.get("starts_at", fresh.starts_at), before.get("ends_at", fresh.ends_at)
            followers.moved(actor, fresh, starts=starts, ends=ends, at=at)
        record(actor, "workshops.change", fresh, changed={name: str(before[name]) for name in changed})
        if calendars and fresh.state == Workshop.State.ANNOUNCED:
            notify(
                "workshops.changed",
                fresh,
                path=fresh.get_absolute_url(),
                once=str(fresh.sequence),
                title=fresh.title,
                title_en=fresh.title_en,
                begins=fresh.starts_at.isoformat(),
                place=fresh.place,
                place_en=fresh.place_en,
            )
    return fresh


def announce_workshop(actor: Actor, workshop: Workshop, *, at: datetime) -> Workshop:
    """From now on everybody sees it and can register; whoever planned it or is invited is told.

    Raises BeginsInThePast, StaleState.
    """
    with transaction.atomic():
        actions.announce.require(actor, workshop=workshop, at=at)
        fresh = workshop_states.move(workshop, "announce")
        fresh.thread = workshop.thread = open_thread(fresh, fresh.get_absolute_url())
        fresh.save(update_fields=["thread"])
        record(actor, "workshops.announce", fresh)
        notify(
            "workshops.announced",
            fresh,
            path=fresh.get_absolute_url(),
            title=fresh.title,
            title_en=fresh.title_en,
            begins=fresh.starts_at.isoformat(),
        )
    return fresh


def cancel_workshop(actor: Actor, workshop: Workshop, *, reason: str, reason_en: str = "") -> Workshop:
    """It will not take place; the registered are told why, and calendars learn it. Raises ReasonMissing, StaleState."""
    reason = reason.strip()
    with transaction.atomic():
        actions.cancel.require(actor, workshop=workshop)
        if not reason:
            raise refusals.ReasonMissing
        row = locked(workshop)
        fresh = workshop_states.move(
            workshop,
            "cancel",
            cancel_reason=reason[:300],
            cancel_reason_en=reason_en.strip()[:300],
            sequence=row.sequence + 1,
        )
        followers.cancelled(actor, fresh, at=now())
        record(actor, "workshops.cancel", fresh, reason=reason)
        notify(
            "workshops.cancelled",
            fresh,
            path=fresh.get_absolute_url(),
            title=fresh.title,
            title_en=fresh.title_en,
            reason=fresh.cancel_reason,
            reason_en=fresh.cancel_reason_en,
        )
    return fresh
