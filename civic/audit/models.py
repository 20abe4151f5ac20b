"""The record: who did what to what, when, with which data. Entries are only ever added; seals chain them."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

APPEND_ONLY = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'this table is append-only';",
    ),
]


class TransactionId(models.Func):
    """The id of the transaction that writes: lets the sealer take only what can no longer be overtaken."""

    template = "(pg_current_xact_id()::text)::bigint"
    output_field = models.BigIntegerField()


class Entry(models.Model):
    """One act. ``subject`` is "app.model:key"; ``data`` holds plain values, never personal contact data."""

    at = models.DateTimeField(db_default=Now())
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=80)
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, db_index=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    xact = models.BigIntegerField(db_default=TransactionId())

    class Meta:
        triggers = APPEND_ONLY
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["xact", "id"]),
            models.Index(fields=["at"]),  # the sealer looks at the newest only
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Seal(models.Model):
    """A link of the chain: the hash of the link before it and of the hashes of the entries that it seals.

    ``xact`` is the horizon under which it was made: every entry of the transactions before it was settled.
    """

    xact = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    previous = models.BinaryField(max_length=32, unique=True)
    digest = models.BinaryField(max_length=32, unique=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"seal {self.pk}: {bytes(self.digest).hex()[:16]}"


class SealedEntry(models.Model):
    """Which seal holds an entry, with the entry's own hash, so that a check can name the row that was changed.

    Membership is a row and not a range of transactions: after a dump is restored into a new cluster, transactions are
    counted from the beginning again.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="sealed")
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="sealed")
    digest = models.BinaryField(max_length=32)

    class Meta:
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.seal_id}"
