"""Check-ins that were made without a network and arrive later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from civic.accounts.actors import Actor
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from workshops.domain.attending import check_in, find_by_code
from workshops.models import Workshop

MOST = 500  # in one delivery


@dataclass(frozen=True)
class Kept:
    """One check-in as the device kept it."""

    code: str
    at: datetime


def catch_up(actor: Actor, workshop: Workshop, kept: Iterable[Kept], *, at: datetime) -> dict[str, str]:
    """Write what a device kept; gives for each code "in", "already", or the code of the refusal.

    Each counts from the moment at which the person stood at the door, never from the future. Delivered twice, or by two
    devices, it is written once. Raises NotAllowed and SignInFirst, so that a device keeps its list until somebody who
    may has signed in.
    """
    told: dict[str, str] = {}
    for one in kept:
        try:
            done = check_in(actor, find_by_code(workshop, one.code), at=min(one.at, at))
        except (NotAllowed, SignInFirst):
            raise
        except Refusal as no:
            told[one.code] = no.code
        else:
            told[one.code] = "in" if done.first else "already"
    return told
