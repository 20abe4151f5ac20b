"""What only an operator at the machine can do: who would do it on a page is not there yet, or cannot sign in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from civic.accounts.actors import System
from civic.accounts.domain.granting import grant_role
from civic.accounts.domain.profiles import clean_name
from civic.accounts.models import Role, User
from civic.common.recording import record


@transaction.atomic
def make_administrator(operator: System, email: str, *, name: str, language: str, at: datetime) -> User:
    """Give the role to the account with this address; where there is none, make one (it signs in by a code by mail).

    Raises ValidationError where the address, the name or the language cannot be, or the account is closed.
    """
    present = User.objects.filter(email__iexact=email.strip()).first()
    if present is None:
        present = User(
            email=email.strip().lower(), display_name=clean_name(name), language=language, age_confirmed_at=at
        )
        present.set_unusable_password()
        present.full_clean()
        present.save()
    if not present.is_active:
        raise ValidationError("The account is closed.")
    grant_role(operator, present, Role.Kind.ADMINISTRATOR, at=at)
    return present


@transaction.atomic
def forget_second_factor(operator: System, user: User) -> int:
    """Take off all second factors of somebody who has lost theirs; gives how many. Staff must then set up a new one."""
    gone: int = Authenticator.objects.filter(user=user).delete()[0]
    if gone:
        record(operator, "accounts.forget_second_factor", user)
    return gone
