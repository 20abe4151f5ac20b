"""Reference numbers: P-2026-00042, counted by year. Given once and never again, even when a submission fails later."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from proposals.models import Proposal


def take(at: datetime, how_many: int = 1) -> list[str]:
    """The next free reference numbers of the (local) year of ``at``; must run inside a transaction.

    One statement raises the year's counter and locks its row to the end of the transaction, so that two submissions
    never get one number. Numbers that were given by hand (demonstration, an older system) are stepped over.
    """
    year = timezone.localtime(at).year
    numbers: list[str] = []
    while len(numbers) < how_many:
        wanted = how_many - len(numbers)
        last = _raise_counter(year, wanted)
        fresh = [f"P-{year}-{n:05d}" for n in range(last - wanted + 1, last + 1)]
        taken = set(Proposal.objects.filter(number__in=fresh).values_list("number", flat=True))
        numbers += [number for number in fresh if number not in taken]
    return numbers


def _raise_counter(year: int, by: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO proposals_numberyear AS counter (year, last) VALUES (%s, %s)"
            " ON CONFLICT (year) DO UPDATE SET last = counter.last + excluded.last RETURNING last",
            [year, by],
        )
        last: int = cursor.fetchone()[0]
    return last
