"""Counts: what was counted, by which rule, with which outcome; published by a second person."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle, Envelope, Project


class Count(models.Model):
    """A count of one cycle. ``digest`` is the hash of the profile that was counted (budgeting.counting)."""

    class State(models.TextChoices):
        COUNTED = "counted", _("counted, not yet published")
        PUBLISHED = "published", _("published")

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="count")
    state = models.CharField(max_length=10, choices=State.choices, default=State.COUNTED)
    ballots = models.PositiveIntegerField()
    eligible = models.PositiveIntegerField(default=0)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    software = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_by__isnull=True) | ~models.Q(published_by=models.F("counted_by")), name="count_published_by_a_second_person"
            )
        ]


class EnvelopeCount(models.Model):
    """The count of one envelope (and one borough of it, where boroughs count apart): rule, options, trace, ties."""

    count = models.ForeignKey(Count, models.CASCADE, related_name="envelopes")
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="counts")
    rule = models.CharField(max_length=30)
    options = models.JSONField(default=dict)
    digest = models.CharField(_("SHA-256 of the profile"), max_length=64)
    budget = models.BigIntegerField()
    cost = models.BigIntegerField()
    ballots = models.PositiveIntegerField()
    ties = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["count", "envelope"], name="envelope_counted_once")]


class Standing(models.Model):
    """Where one project stands in the count, and the step of the rule that decided it."""

    envelope_count = models.ForeignKey(EnvelopeCount, models.CASCADE, related_name="standings")
    project = models.OneToOneField(Project, models.PROTECT, related_name="standing")
    rank = models.PositiveIntegerField()
    votes = models.DecimalField(max_digits=20, decimal_places=4)
    funded = models.BooleanField()
    official = models.BooleanField(_("funded by the official result (imported cycles)"), null=True)
    step = models.JSONField(_("the step of the rule, as data"))

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["envelope_count", "rank"], name="standing_ranks_differ")]
