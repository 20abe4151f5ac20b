"""A place of a workshop: the lock that every step holds first, and the row of a place that was counted."""

from datetime import datetime

from django.db import IntegrityError, transaction

from civic.accounts.models import User
from civic.common.constraints import violated
from civic.common.ids import short_code
from workshops import refusals
from workshops.models import Registration, Workshop

CODE_TRIES = 5


def locked(workshop: Workshop) -> Workshop:
    """The workshop's fresh row, locked until the transaction ends."""
    return Workshop.objects.select_for_update().get(pk=workshop.pk)


def seat_row(
    workshop: Workshop, *, user: User | None, name: str, needs: str = "", walk_in_at: datetime | None = None
) -> Registration:
    """The row of a place that was counted. Raises AlreadyRegistered, and then the caller's transaction gives it back."""
    for _try in range(CODE_TRIES):
        try:
            with transaction.atomic():
                return Registration.objects.create(
                    workshop=workshop,
                    user=user,
                    name=name,
                    needs=needs[:300],
                    code=short_code(),
                    walk_in=walk_in_at is not None,
                    checked_in_at=walk_in_at,
                )
        except IntegrityError as error:
            if violated(error) != "registration_codes_differ":
                raise refusals.AlreadyRegistered from error
    raise refusals.RegistrationNotOpen
