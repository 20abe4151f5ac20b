"""The roll and the ballot box: two worlds that no column joins (docs/explanation/secrecy.md).

The roll says who may vote; it has no mark of who has. The box holds sealed ballots under a slot, an HMAC with a key kept
outside the database; it has no time, no sequence and no foreign key to a person. No row history is kept of either.
"""

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models

from budgeting.cycles.models import Cycle
from budgeting.voting.triggers import ENTRY_IS_FIXED, GROUP_IS_FIXED, OPENED_ONCE
from civic.audit.models import APPEND_ONLY


class VotingGroup(models.Model):
    """One vote of one cycle: its public sealing key, its roll, and whether it is closed. A voter is one in a group.

    Times: ``roll_fixed_at`` (no row of the roll changes afterwards), ``opened_at`` (people were told), ``closed_at`` (the
    exclusive lock was taken after the phase; nothing is cast any more), ``published_at`` (openings are public),
    ``keys_destroyed_at`` (nobody can compute a slot or unseal a ballot any more). ``log_key`` is the public key that
    checks the ledger's heads and the receipts; null for votes without a ledger (imported ones). ``classes``: which classes
    of voters are told apart, and where (``budgeting.voting.classes``); empty where the rules weigh none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="voting")
    public_key = models.BinaryField(max_length=32)
    log_key = models.BinaryField(max_length=32, null=True)
    roll_hash = models.BinaryField(max_length=32, null=True)
    roll_size = models.PositiveIntegerField(default=0)
    roll_totals = models.JSONField(default=dict)
    classes = models.JSONField(default=dict)
    classes_hash = models.BinaryField(max_length=32, null=True)
    roll_fixed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    keys_destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers = [GROUP_IS_FIXED]

    def __str__(self) -> str:
        return f"voting of {self.cycle}"


class RollEntry(models.Model):
    """A resident who may vote in a group, and the district they belong to. Static once the roll is fixed (trigger).

    ``age_band`` is what was verified of their age when the roll was drawn, or empty. It decides nothing and is no part of
    the roll's hash: it serves to count who took part, and is emptied when the keys are destroyed.
    """

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="roll")
    resident = models.UUIDField()
    area_code = models.CharField(max_length=10)
    age_band = models.CharField(max_length=2, blank=True)

    class Meta:
        triggers = [ENTRY_IS_FIXED]
        constraints = [models.UniqueConstraint(fields=["group", "resident"], name="roll_once_in_a_group")]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.area_code}"


class Reminder(models.Model):
    """Somebody asked to be reminded before the close. Says nothing of whether they voted, and is not asked about it."""

    group = models.ForeignKey(VotingGroup, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "user"], name="reminder_once_in_a_group")]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.user_id}"


class SealedBallot(models.Model):
    """A sealed ballot. ``slot`` names the voter to nobody without the key; ``commitment`` is what the receipt shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="box")
    slot = models.BinaryField(max_length=32)
    version = models.PositiveIntegerField()
    commitment = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
    idempotency = models.BinaryField(max_length=32)
    channel = models.CharField(max_length=10, default="web")  # or "kiosk": which door, not which person

    class Meta:
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(
                fields=["group", "slot", "version"], name="ballot_version_once_in_a_slot"
            ),
            models.UniqueConstraint(fields=["group", "idempotency"], name="ballot_once_for_a_key"),
        ]

    def __str__(self) -> str:
        return f"sealed ballot {self.id}"


class OpenedBallotQuerySet(models.QuerySet["OpenedBallot"]):
    def visible_to(self, viewer: Any) -> "OpenedBallotQuerySet":
        """Nobody sees an opened ballot before the result is published, whatever their role."""
        return self.filter(group__published_at__isnull=False)


class OpenedBallot(models.Model):
    """A ballot after the close: counted rows, written in the order of their commitments, with nothing of the slot.

    ``choices`` are {envelope's key: [project numbers]}, ``points`` beside them for ballots that carry points. In a vote with
    classes ``class_seal`` is what the ballot committed to; ``voter_class`` and ``class_nonce`` open it, where it is opened.
    """

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="opened")
    commitment = models.BinaryField(max_length=32, unique=True)
    nonce = models.BinaryField(max_length=32)
    area_code = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=10, default="web")
    choices = models.JSONField()
    points = models.JSONField(null=True)
    class_seal = models.BinaryField(max_length=32, null=True)
    class_nonce = models.BinaryField(max_length=32, null=True)
    voter_class = models.CharField(max_length=20, blank=True)

    objects = OpenedBallotQuerySet.as_manager()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            OPENED_ONCE,
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(voter_class="", class_nonce__isnull=True)
                | (~models.Q(voter_class="") & models.Q(class_nonce__isnull=False, class_seal__isnull=False)),
                name="opened_class_has_its_proof",
            )
        ]

    def __str__(self) -> str:
        return f"opened ballot {self.pk}"


class VotingNotice(models.Model):
    """A notice like "your ballot was recorded": its recipient encrypted under the group's key, so that no row names who voted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=80, default="voting.ballot_recorded")
    recipient = models.BinaryField()

    def __str__(self) -> str:
        return f"notice {self.id}"
