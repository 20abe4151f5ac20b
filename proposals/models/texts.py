"""What becomes of the words: what was shown before they were written, and how they stood before a change."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.models.proposals import Proposal


class Encounter(models.Model):
    """Somebody gave a title, was shown similar proposals, and chose: this measures the duplicates that were avoided."""

    class Choice(models.TextChoices):
        SUPPORT = "support", _("support the existing one")
        OPINION = "opinion", _("add an opinion there")
        WRITE = "write", _("write anyway")

    title = models.CharField(max_length=200)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    shown = ArrayField(models.CharField(max_length=20), default=list)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    chosen = models.ForeignKey(Proposal, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.title}: {self.choice}"


class KeyShare(models.Model):
    """How common a pair of syllables is: the share of proposals that hold it, for pairs that more than a few do.

    Counted anew from the newest proposals every night (`domain/weighing.py`); it only says where looking is dear.
    """

    key = models.TextField(primary_key=True)
    share = models.FloatField()

    def __str__(self) -> str:
        return f"{self.key}: {self.share:.3f}"


class SetAside(models.Model):
    """What a window had written when another one had saved the same part before: kept until the draft is submitted."""

    draft = models.ForeignKey(Proposal, models.CASCADE, related_name="set_aside")
    part = models.CharField(max_length=10)
    window = models.CharField(max_length=32)
    values = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "part", "window"], name="set_aside_once_a_window")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.part}"


class Version(models.Model):
    """The text as it stood after an edit; public."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="version_numbers_differ")]

    def __str__(self) -> str:
        return f"{self.proposal_id}, version {self.number}"
