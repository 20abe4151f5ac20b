"""The public ledger of a vote: its lines, its tree, its signed heads (docs/explanation/secrecy.md)."""

from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from budgeting.voting.models.box import VotingGroup
from budgeting.voting.triggers import LEDGER_IN_ORDER
from civic.audit.models import APPEND_ONLY


class RulesDocument(models.Model):
    """The rules of a vote as text, as they stood at the opening: ``rules.json``, whose hash is in the ledger's first line."""

    group = models.OneToOneField(VotingGroup, models.PROTECT, related_name="rules_document")
    text = models.TextField()

    class Meta:
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"rules of {self.group_id}"


class LedgerEntry(models.Model):
    """One line of a vote's public ledger. Contiguous from 0, only ever added to (triggers), without a time.

    ``body`` is everything but index and kind; ``commitment`` repeats the body's for ballots and voids, so that the
    database holds each to one entry. ``leaf`` is the hash of the line (budgeting.voting.ledger.lines).
    """

    class Kind(models.TextChoices):
        OPEN = "open", _("the vote and its rules")
        BALLOT = "ballot", _("a ballot")
        VOID = "void", _("a ballot that does not count")
        PAPER_BATCH = "paper_batch", _("paper ballots of a place")
        TAKEN_OFF = "taken_off", _("a project taken off the ballot")
        CLOSE = "close", _("the close")
        RESULT = "result", _("the result")
        ANNUL = "annul", _("an annulment")

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="ledger")
    index = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    body = models.JSONField()
    commitment = models.BinaryField(max_length=32, null=True)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        triggers = [*APPEND_ONLY, LEDGER_IN_ORDER]
        constraints = [
            models.UniqueConstraint(fields=["group", "index"], name="ledger_has_one_entry_a_place"),
            models.UniqueConstraint(
                fields=["commitment", "kind"],
                condition=models.Q(commitment__isnull=False),
                name="ledger_names_a_ballot_once",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "kind"], condition=~models.Q(kind="ballot"), name="ledger_acts"),
            models.Index(
                KeyTextTransform("replaces", "body"),
                name="ledger_replaced",
                condition=models.Q(body__has_key="replaces"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.index}: {self.kind}"


class LedgerNode(models.Model):
    """The hash of a complete subtree of 256 leaves (level 8), of 65,536 (level 16), …: spares hashing the whole tree anew."""

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="ledger_nodes")
    level = models.PositiveSmallIntegerField()
    index = models.PositiveIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["group", "level", "index"], name="ledger_node_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.level}/{self.index}"


class TreeHead(models.Model):
    """A signed head of the ledger: how long it was, its root, and the hash of the head before it."""

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="heads")
    size = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["group", "size"], name="ledger_has_one_head_a_size")]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.size}"


class ReceiptTally(models.Model):
    """How often receipts were looked up and found. A number and nothing else: which ones would tell whom to rob unnoticed."""

    group = models.OneToOneField(VotingGroup, models.PROTECT, related_name="receipt_tally")
    checks = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.group_id}: {self.checks} receipts looked up"
