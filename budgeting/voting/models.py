"""The roll and the ballot box: two worlds that no column joins (docs/explanation/secrecy.md).

The roll says who may vote; it has no mark of who has. The box holds sealed ballots under a slot, an HMAC with a key kept
outside the database; it has no time, no sequence and no foreign key to a person. No row history is kept of either.
"""

import uuid

import pgtrigger
from django.db import models

from budgeting.cycles.models import Cycle
from civic.audit.models import APPEND_ONLY


class VotingGroup(models.Model):
    """One vote of one cycle: its public sealing key, and whether it is closed. Unique voters are per group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="voting")
    public_key = models.BinaryField(max_length=32)
    roll_hash = models.BinaryField(max_length=32, null=True)
    roll_size = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)


class RollEntry(models.Model):
    """A resident who may vote in a group, and where they belong. Static from the opening (trigger)."""

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="roll")
    resident = models.UUIDField()
    area_code = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "resident"], name="roll_once_in_a_group")]


class SealedBallot(models.Model):
    """A sealed ballot. ``slot`` names the voter to nobody without the key; ``commitment`` is what the receipt shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="box")
    slot = models.BinaryField(max_length=32)
    version = models.PositiveIntegerField()
    commitment = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
    idempotency = models.BinaryField(max_length=32)

    class Meta:
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["group", "slot", "version"], name="ballot_version_once_in_a_slot"),
            models.UniqueConstraint(fields=["group", "idempotency"], name="ballot_once_for_a_key"),
        ]


class OpenedBallot(models.Model):
    """A ballot after the close: counted rows, written in the order of their commitments, with nothing of the slot."""

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="opened")
    commitment = models.BinaryField(max_length=32, unique=True)
    nonce = models.BinaryField(max_length=32)
    area_code = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=10, default="web")
    choices = models.JSONField()
    points = models.JSONField(null=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class VotingNotice(models.Model):
    """The notice "your ballot was recorded": its recipient encrypted under the group's key, so that no row names who voted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="notices")
    recipient = models.BinaryField()
