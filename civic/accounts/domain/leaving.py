"""Leaving: contact data goes at once, what was published stays as a public record of nobody."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from civic.accounts import actions
from civic.accounts.leaving import registry
from civic.accounts.models import ApiToken, Residency, User, VerificationCode
from civic.common.recording import record

NAME_LEFT_BEHIND = "탈퇴한 시민"  # in Korean for every reader, as names are
FINGERPRINT_KEPT = timedelta(days=365)


@transaction.atomic
def leave(actor: User, *, at: datetime) -> None:
    """Delete the account of ``actor`` (PIPA art. 21): address, name, sign-ins, tokens, settings, inbox, drafts.

    Proposals, comments and supports stay, under the name "탈퇴한 시민". The fingerprint of a verified person stays for a
    year without any name: else who leaves could come back under another account and vote a second time. Raises
    SignInFirst or HoldsRole.
    """
    person = User.objects.select_for_update().filter(pk=actor.pk, is_active=True).first() or actor
    actions.leave.require(person)
    for session in UserSession.objects.filter(user=person):
        session.end()
    for rows in (EmailAddress, SocialAccount, Authenticator, ApiToken):
        rows.objects.filter(user=person).delete()
    VerificationCode.objects.filter(used_by=person).update(used_by=None)
    Residency.objects.filter(user=person).update(
        expires_at=at + FINGERPRINT_KEPT, age_band="", proven_age=None, age_proven_on=None
    )
    for leaver in registry:
        leaver(person)
    person.email = f"left-{person.uuid}@invalid"  # a domain that no mail can reach (RFC 2606)
    person.display_name = NAME_LEFT_BEHIND
    person.is_active = person.is_staff = person.is_superuser = False
    person.age_confirmed_at = person.last_login = None
    person.set_unusable_password()
    person.save()
    record(person, "accounts.leave", person)
