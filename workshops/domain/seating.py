"""A place of a workshop: the lock that every step holds first, counting places as taken, and the row of who took them.

Three columns of the workshop's row say how many places are taken (``registered_count``), and how many of them are
among those kept for some (``reserved_seats``, ``reserved_taken``). The condition of every count stands in the UPDATE
itself: PostgreSQL reads it again after waiting for the row's lock, so that two people cannot both take the last place,
and a cancelled workshop takes nobody. (Race: tests/workshops/test_races.py.)
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from civic.accounts.models import User
from civic.common.constraints import violated
from civic.common.ids import short_code
from workshops import refusals
from workshops.models import QuestionAnswer, Registration, Reserved, Workshop

CODE_TRIES = 5
AT_THE_DOOR = (Workshop.State.ANNOUNCED, Workshop.State.HELD)


def locked(workshop: Workshop) -> Workshop:
    """The workshop's fresh row, locked until the transaction ends."""
    return locked_by_key(workshop.pk)


def locked_by_key(key: int) -> Workshop:
    """The same, where only its key is at hand."""
    return Workshop.objects.select_for_update(of=("self",)).get(pk=key)


def taking_registrations(workshop: Workshop, at: datetime) -> QuerySet[Workshop]:
    """The workshop, as long as people can register for it."""
    return Workshop.objects.filter(pk=workshop.pk, state=Workshop.State.ANNOUNCED, starts_at__gt=at)


def with_open_doors(workshop: Workshop) -> QuerySet[Workshop]:
    """The workshop, as long as walk-ins are let in."""
    return Workshop.objects.filter(pk=workshop.pk, state__in=AT_THE_DOOR)


def count_open(workshop: QuerySet[Workshop], seats: int) -> bool:
    """Count so many of the open places as taken, if there are as many; say whether it did."""
    room = F("capacity") - F("reserved_seats") + F("reserved_taken") - seats
    return _counted(workshop.filter(registered_count__lte=room), seats)


def count_reserved(workshop: QuerySet[Workshop], reserved: Reserved, seats: int) -> bool:
    """The same for places that are kept for some. The workshop's row is locked first, as everywhere."""
    room = F("reserved_seats") - seats
    with transaction.atomic():
        if not _counted(workshop.filter(reserved_taken__lte=room), seats, reserved=seats):
            return False
        free = Reserved.objects.filter(pk=reserved.pk, taken__lte=F("seats") - seats)
        if free.update(taken=F("taken") + seats):
            return True
        transaction.set_rollback(True)
    return False


def _counted(free: QuerySet[Workshop], seats: int, reserved: int = 0) -> bool:
    try:
        with transaction.atomic():
            more = {"reserved_taken": F("reserved_taken") + reserved} if reserved else {}
            return bool(free.update(registered_count=F("registered_count") + seats, **more))
    except (
        IntegrityError
    ):  # the CHECK on the columns has the last word: nobody sits on a chair that is not there
        return False


def hold_reserved(workshop: Workshop, reserved_id: int, seats: int) -> None:
    """So many free places of a kept sort count as taken from now on, for whoever waits. The workshop's row is locked."""
    uncount_reserved(workshop, reserved_id, -seats)


def uncount_reserved(workshop: Workshop, reserved_id: int, seats: int) -> None:
    """Places that were kept for some are free again, for the same people. The workshop's row is locked."""
    Workshop.objects.filter(pk=workshop.pk).update(
        registered_count=F("registered_count") - seats, reserved_taken=F("reserved_taken") - seats
    )
    Reserved.objects.filter(pk=reserved_id).update(taken=F("taken") - seats)


def seat_row(
    workshop: Workshop,
    *,
    user: User | None,
    name: str,
    needs: str = "",
    companions: int = 0,
    reserved: Reserved | None = None,
    answers: Mapping[int, str] | None = None,
    walk_in_at: datetime | None = None,
    device_key: UUID | None = None,
) -> Registration:
    """The row of places that were counted, with the answers to the host's questions.

    Raises AlreadyRegistered, and then the caller's transaction gives the places back.
    """
    for _try in range(CODE_TRIES):
        try:
            with transaction.atomic():
                registration = Registration.objects.create(
                    workshop=workshop,
                    user=user,
                    name=name,
                    needs=needs[:300],
                    companions=companions,
                    reserved=reserved,
                    code=short_code(),
                    walk_in=walk_in_at is not None,
                    device_key=device_key,
                    checked_in_at=walk_in_at,
                )
        except IntegrityError as error:
            if violated(error) != "registration_codes_differ":
                raise refusals.AlreadyRegistered from error
        else:
            QuestionAnswer.objects.bulk_create(
                QuestionAnswer(registration=registration, question_id=key, text=text)
                for key, text in (answers or {}).items()
            )
            return registration
    raise refusals.RegistrationNotOpen
