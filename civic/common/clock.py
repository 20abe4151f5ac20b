"""Time: always aware, always passed in where a rule depends on it; the database's clock decides at a closing."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def now() -> datetime:
    """The present moment of this machine, aware."""
    return timezone.now()


def database_now() -> datetime:
    """The database's own clock (``clock_timestamp()``): one clock for every web machine, read inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
