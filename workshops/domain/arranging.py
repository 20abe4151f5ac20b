"""How people come to a workshop: who may, with how many companions, which places are kept for some, what they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.areas.models import Area
from civic.audit.domain.recording import record
from workshops.before import actions, refusals
from workshops.domain.passing import offer_new_places
from workshops.domain.seating import locked
from workshops.domain.waiting import close_to_uninvited
from workshops.models import Question, Reserved, Workshop

Kind = Reserved.Kind


@dataclass(frozen=True)
class Asked:
    """One question as it was typed."""

    text: str
    text_en: str = ""
    kind: str = Question.Kind.TEXT
    choices: tuple[str, ...] = ()
    choices_en: tuple[str, ...] = ()
    required: bool = False


def set_access(
    actor: Actor, workshop: Workshop, *, access: str, companions_max: int, at: datetime
) -> Workshop:
    """Who may come, and how many companions each may bring; gives the fresh row. Whoever has a place keeps it; whoever
    waits for one and may not register any more leaves the line. Raises NotAllowed, StaleState."""
    with transaction.atomic():
        fresh = locked(workshop)
        actions.keep_registration.require(actor, workshop=fresh)
        before = {"access": fresh.access, "companions_max": fresh.companions_max}
        fresh.access, fresh.companions_max = access, companions_max
        fresh.save(update_fields=["access", "companions_max"])
        if access != Workshop.Access.OPEN:
            close_to_uninvited(fresh, at=at)
        record(
            actor, "workshops.set_access", fresh, before=before, access=access, companions_max=companions_max
        )
    return fresh


def keep_places(
    actor: Actor, workshop: Workshop, *, kind: str, seats: int, at: datetime, area: Area | None = None
) -> Workshop:
    """Keep so many places for some (none ends it); what is no longer kept goes to those who wait. Gives the fresh row.

    Raises ReservedTaken, ReservedTooMany, NotAllowed, StaleState.
    """
    with transaction.atomic():
        fresh = locked(workshop)
        actions.keep_registration.require(actor, workshop=fresh)
        now = fresh.reserved.filter(kind=kind).first()
        had, taken = (now.seats, now.taken) if now else (0, 0)
        if seats < taken:
            raise refusals.ReservedTaken(taken=taken)
        if seats - had > fresh.seats_left:
            raise refusals.ReservedTooMany(free=fresh.seats_left + had)
        _write(fresh, now, kind, seats, area)
        fresh.reserved_seats += seats - had
        fresh.save(update_fields=["reserved_seats"])
        record(actor, "workshops.keep_places", fresh, kind=kind, before=had, seats=seats)
        offer_new_places(fresh, at=at)
    fresh.refresh_from_db()
    return fresh


def _write(workshop: Workshop, now: Reserved | None, kind: str, seats: int, area: Area | None) -> None:
    where = area if kind == Kind.AREA else None
    if now is None and seats:
        Reserved.objects.create(workshop=workshop, kind=kind, seats=seats, area=where)
    elif now is not None:
        now.seats = seats
        if where is not None:
            now.area = where
        now.save(update_fields=["seats", "area"])


def set_questions(actor: Actor, workshop: Workshop, asked: Sequence[Asked]) -> list[Question]:
    """Write all questions anew, before the workshop is announced. Raises NotAllowed, StaleState."""
    with transaction.atomic():
        fresh = locked(workshop)
        actions.ask.require(actor, workshop=fresh)
        fresh.questions.all().delete()
        rows = Question.objects.bulk_create(
            Question(
                workshop=fresh,
                position=number,
                text=one.text.strip()[:200],
                text_en=one.text_en.strip()[:200],
                kind=one.kind,
                choices=list(one.choices) if one.kind == Question.Kind.CHOICE else [],
                choices_en=list(one.choices_en) if one.kind == Question.Kind.CHOICE else [],
                required=one.required,
            )
            for number, one in enumerate(asked)
        )
        record(actor, "workshops.ask", fresh, questions=len(rows))
    return rows
