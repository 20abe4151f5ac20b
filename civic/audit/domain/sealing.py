"""Chaining the record: what is sealed cannot be changed, taken out or put in without the chain telling.

Only settled entries are taken: those of transactions that were over when the statement began. An entry whose transaction
still runs may appear later than one with a higher id, so ids alone do not say what is complete; transaction ids do.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet

from civic.audit.domain.hashing import GENESIS, entry_digest, seal_digest
from civic.audit.models import Entry, Seal, SealedEntry
from civic.common import locks

ENTRIES_IN_A_SEAL = 1000
LONGEST_TRANSACTION = timedelta(days=1)


class Settled(Func):
    """Is this row's transaction over? Said by the statement's own snapshot.

    A visible row of a transaction that this cluster has yet to begin comes from a restored dump: settled as well.
    """

    output_field = BooleanField()
    conditional = True
    template = (
        "(%(expressions)s < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        " OR %(expressions)s >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)"
    )


class Horizon(Func):
    """Transactions below this were over when the statement began."""

    output_field = Entry._meta.get_field("xact")
    template = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def seal_settled() -> int:
    """Seal everything that is settled and not sealed yet; gives how many entries were sealed. Safe to run at any time."""
    sealed = 0
    while count := _seal_some():
        sealed += count
    return sealed


@transaction.atomic
def _seal_some() -> int:
    """One seal. The lock keeps the chain from forking; the unique ``previous`` is the last word."""
    locks.exclude("audit.seal")
    last = Seal.objects.order_by("-id").first()
    entries = list(unsealed(last).annotate(horizon=Horizon()).order_by("xact", "id")[:ENTRIES_IN_A_SEAL])
    if not entries:
        return 0
    previous = bytes(last.digest) if last is not None else GENESIS
    digests = [entry_digest(entry) for entry in entries]
    seal = Seal.objects.create(
        xact=entries[0].horizon,
        entries=len(entries),
        previous=previous,
        digest=seal_digest(previous, digests),
    )
    SealedEntry.objects.bulk_create(
        SealedEntry(entry=entry, seal=seal, digest=digest)
        for entry, digest in zip(entries, digests, strict=True)
    )
    return len(entries)


def unsealed(since: Seal | None = None) -> "QuerySet[Entry]":
    """Settled entries without a seal. ``since`` (the last seal) spares looking at what is long sealed.

    An entry bears the time of its statement, so an unsealed one is not older than the last seal by more than the
    longest transaction.
    """
    entries = Entry.objects.filter(
        Settled(F("xact")), ~Exists(SealedEntry.objects.filter(entry=OuterRef("pk")))
    )
    return entries.filter(at__gt=since.at - LONGEST_TRANSACTION) if since is not None else entries
