"""A device at a polling place on which people vote by themselves, under the eyes of a clerk."""

import hmac
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction

from budgeting.voting import actions
from budgeting.voting.models import KioskSession, PollingPlace
from budgeting.voting.refusals import KioskEnded, KioskTaken
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.clock import database_now
from civic.common.ids import clean_code, short_code
from civic.common.refusals import NotAllowed

LENGTH = 12
LIFE = timedelta(hours=12)


def open_kiosk(actor: Actor, place: PollingPlace) -> tuple[KioskSession, str]:
    """A new session and its code, which is given once and stored hashed. Raises Refusal."""
    clerk = person(actor)
    with transaction.atomic():
        at = database_now()
        actions.mark_in_person.require(actor, place=place, at=at, channel="kiosk")
        if clerk is None:
            raise NotAllowed
        code = short_code(LENGTH)
        kiosk = KioskSession.objects.create(place=place, code_hash=_hash(code), opened_by=clerk, opened_at=at)
        record(actor, "voting.kiosk_opened", place, kiosk=str(kiosk.pk))
    return kiosk, code


def waiting_kiosk(code: str) -> KioskSession | None:
    """The session of this code while no device has taken it."""
    found = KioskSession.objects.filter(code_hash=_hash(code), claimed_at__isnull=True, ended_at__isnull=True)
    kiosk = found.select_related("place").first()
    return kiosk if kiosk is not None and _is_alive(kiosk) else None


def claim_kiosk(code: str) -> KioskSession:
    """This device is the kiosk. A second device that brings the same code is refused (KioskTaken): one statement decides."""
    taken = KioskSession.objects.filter(
        code_hash=_hash(code), claimed_at__isnull=True, ended_at__isnull=True
    ).update(claimed_at=database_now())
    kiosk = KioskSession.objects.filter(code_hash=_hash(code)).select_related("place").first()
    if not taken or kiosk is None or not _is_alive(kiosk):
        raise KioskTaken
    return kiosk


def running_kiosk(pk: UUID) -> KioskSession:
    """The claimed session, while it runs. Raises KioskEnded."""
    rows = KioskSession.objects.filter(pk=pk, claimed_at__isnull=False, ended_at__isnull=True)
    kiosk = rows.select_related(
        "place__cycle__process", "place__cycle__voting", "place__cycle__rules"
    ).first()
    if kiosk is None or not _is_alive(kiosk):
        raise KioskEnded
    return kiosk


def end_kiosk(actor: Actor, kiosk: KioskSession) -> None:
    """The device is no kiosk any more; twice is once. Raises Refusal."""
    with transaction.atomic():
        actions.work_at_place.require(actor, place=kiosk.place)
        at = database_now()
        if KioskSession.objects.filter(pk=kiosk.pk, ended_at__isnull=True).update(ended_at=at):
            record(actor, "voting.kiosk_ended", kiosk.place, kiosk=str(kiosk.pk))


def _is_alive(kiosk: KioskSession) -> bool:
    return database_now() - kiosk.opened_at < LIFE


def _hash(code: str) -> bytes:
    text = f"voting.kiosk|{clean_code(code)}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).digest()
