"""Verifying a person's tie to the city, by a code that the city has handed to exactly one person."""

from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from civic.accounts import actions
from civic.accounts.actors import Actor, person
from civic.accounts.identity import code_hash, identity_hash
from civic.accounts.models import Residency, User, VerificationCode
from civic.accounts.refusals import AlreadyVerified, CodeUnknown, TooManyTries, VerifiedElsewhere
from civic.areas.models import Area
from civic.common.ids import short_code
from civic.common.recording import record

TRIES_AN_HOUR = 10
CODE_LENGTH = 10
VALID_FOR = timedelta(days=60)


def issue_code(
    actor: Actor,
    *,
    identifier: str,
    area: Area,
    basis: str,
    at: datetime,
    age_band: str = "",
    proven_age: int | None = None,
) -> str:
    """A new code for the person behind ``identifier``; the code is given once and never stored.

    ``identifier`` is whatever the desk knows a person by for good (never stored either: only its HMAC). ``age_band`` is
    what the person agreed to say of their age (``AgeBand``), or empty. ``proven_age`` is the age that a document, a mobile
    identity or another statement has shown (``ProvenAge``), or None.
    """
    actions.issue_code.require(actor)
    code = short_code(CODE_LENGTH)
    with transaction.atomic():
        row = VerificationCode.objects.create(
            code_hash=code_hash(code),
            identity_hash=identity_hash(identifier),
            area=area,
            basis=basis,
            age_band=age_band,
            proven_age=proven_age,
            issued_by=person(actor),
            issued_at=at,
            expires_at=at + VALID_FOR,
        )
        record(actor, "accounts.issue_code", row, area=area.code, basis=basis)
    return f"{code[:5]}-{code[5:]}"


def verify_residency(actor: User, *, code: str, at: datetime) -> Residency:
    """Use ``code``: writes who the person is (as an HMAC) and where they belong.

    A person who is verified already and brings a code of their own (they moved) gets the new area; an age that was shown
    stays shown, and a greater one takes its place. Raises CodeUnknown,
    TooManyTries, VerifiedElsewhere (the same natural person has another account), AlreadyVerified (another person's code).
    """
    actions.verify_residency.require(actor)
    _count_try(actor)
    try:
        with transaction.atomic():
            found = (
                VerificationCode.objects.select_for_update()
                .filter(code_hash=code_hash(code), used_at__isnull=True, expires_at__gt=at)
                .first()
            )
            if found is None:
                raise CodeUnknown
            present = Residency.objects.select_for_update(of=("self",)).filter(user=actor).first()
            if present is not None and bytes(present.identity_hash) != bytes(found.identity_hash):
                raise AlreadyVerified
            residency, _created = Residency.objects.update_or_create(
                user=actor,
                defaults={
                    "area": found.area,
                    "basis": found.basis,
                    "age_band": found.age_band,
                    **_greater_age(present, found, at),
                    "identity_hash": bytes(found.identity_hash),
                    "method": "code",
                    "verified_at": at,
                },
            )
            found.used_by, found.used_at = actor, at
            found.save(update_fields=["used_by", "used_at"])
            record(actor, "accounts.verify_residency", residency, area=found.area_id)
            return residency
    except (
        IntegrityError
    ) as error:  # the unique identity: the database has the last word between two accounts
        raise VerifiedElsewhere from error


def _greater_age(present: Residency | None, found: VerificationCode, at: datetime) -> dict[str, Any]:
    """The age of the code, where it is more than what was shown before. The row of ``present`` is locked."""
    if found.proven_age is None or (present and (present.proven_age or 0) >= found.proven_age):
        return {}
    return {"proven_age": found.proven_age, "age_proven_on": localdate(at)}


def _count_try(actor: User) -> None:
    key = f"verify-tries:{actor.pk}"
    cache.add(key, 0, 3600)
    if cache.incr(key) > TRIES_AN_HOUR:
        raise TooManyTries
