"""How long to wait before trying again, and when to give up."""

from datetime import timedelta

from django.conf import settings

TRIES = 12


def delay(tries: int) -> timedelta:
    """The wait after the ``tries``-th failure: two minutes, doubling. Twelve tries span almost three days.

    A mail server that is away for a night or a week-end costs nobody a message.
    """
    first: float = getattr(settings, "OUTBOX_RETRY_SECONDS", 120)
    return timedelta(seconds=first * 2 ** (tries - 1))
