"""Counts: what was counted, by which rule, with which outcome; published by a second person."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle, Envelope, Project
from budgeting.results.triggers import COUNT_IS_FIXED, NO_CHANGE
from civic.accounts.actors import Actor, holds
from civic.common.periods import due_after


class CountQuerySet(models.QuerySet["Count"]):
    def visible_to(self, viewer: Actor) -> "CountQuerySet":
        """Published ones; before that only the two officers see anything."""
        return self if holds(viewer, "budget", "publisher") else self.filter(state=Count.State.PUBLISHED)


class Count(models.Model):
    """A count of one cycle. ``turnout`` (by area) and ``turnout_by_age`` are stored with their small cells already
    suppressed; ``files`` with checksums."""

    class State(models.TextChoices):
        COUNTED = "counted", _("counted, not yet published")
        PUBLISHED = "published", _("published")

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="count")
    state = models.CharField(max_length=10, choices=State.choices, default=State.COUNTED)
    ballots = models.PositiveIntegerField()
    channels = models.JSONField(_("ballots by the door they came in"), default=dict)
    classes = models.JSONField(_("classes of voters, and where they were counted apart"), default=dict)
    eligible = models.PositiveIntegerField(default=0)
    voted = models.PositiveIntegerField(
        _("ballots that there ought to be, from the roll and the slips"), default=0
    )
    turnout = models.JSONField(default=list)
    turnout_by_age = models.JSONField(default=list)
    files = models.JSONField(default=dict)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    software = models.CharField(max_length=40)

    objects = CountQuerySet.as_manager()

    class Meta:
        triggers = [COUNT_IS_FIXED]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_by__isnull=True)
                | ~models.Q(published_by=models.F("counted_by")),
                name="count_published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="count_published_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"count of {self.cycle}"

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def appeals_until(self) -> datetime | None:
        """The end of the time for appeals, the publication itself where the city gives none; None before it."""
        if self.published_at is None or settings.BALLOT_APPEAL_DAYS <= 0:
            return self.published_at
        return due_after(self.published_at, settings.BALLOT_APPEAL_DAYS)


class Certificate(models.Model):
    """One officer's word, after the time for appeals, that a result stands. Two different officers make it certain."""

    count = models.ForeignKey(Count, models.PROTECT, related_name="certificates")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = [NO_CHANGE]
        constraints = [
            models.UniqueConstraint(fields=["count", "officer"], name="certified_once_by_an_officer")
        ]

    def __str__(self) -> str:
        return f"{self.count_id}: {self.officer_id}"


class EnvelopeCount(models.Model):
    """The count of one envelope: rule, options, ties. ``digest`` is the hash of the profile (budgeting.counting).

    ``shape`` holds what counting needs beyond ballots and costs (vote_type, unit, points_unit, ranking_length); ``voids``
    is how many ballots named too many or too few projects, where the rules make such ballots void. ``comparison`` is
    what other rules make of the same ballots (rule, options, winners, cost), worked out with the count and shown once
    it is published. ``untold``: the envelope is one district's own, and how many people of it voted is not told
    (``suppression``); then its numbers of ballots and votes are told nowhere (``telling``).
    """

    count = models.ForeignKey(Count, models.CASCADE, related_name="envelopes")
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="counts")
    rule = models.CharField(max_length=30)
    options = models.JSONField(default=dict)
    shape = models.JSONField(default=dict)
    digest = models.CharField(_("SHA-256 of the profile"), max_length=64)
    budget = models.BigIntegerField()
    cost = models.BigIntegerField()
    ballots = models.PositiveIntegerField()
    blanks = models.PositiveIntegerField(default=0)
    voids = models.PositiveIntegerField(default=0)
    ties = models.JSONField(default=list)
    comparison = models.JSONField(_("outcomes of other rules"), default=list)
    untold = models.BooleanField(_("numbers that would show a small cell are not told"), default=False)

    class Meta:
        triggers = [NO_CHANGE]
        constraints = [models.UniqueConstraint(fields=["count", "envelope"], name="envelope_counted_once")]

    def __str__(self) -> str:
        return f"{self.envelope}: {self.rule}"

    @property
    def unit(self) -> int:
        """How many of the stored units make one of the currency: 1, or 100 where costs have cents."""
        return int(self.shape.get("unit", 1))


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, viewer: Any) -> "StandingQuerySet":
        if holds(viewer, "budget", "publisher"):
            return self
        return self.filter(envelope_count__count__state=Count.State.PUBLISHED)


class Standing(models.Model):
    """Where one project stands in the count, and the step of the rule that decided it."""

    envelope_count = models.ForeignKey(EnvelopeCount, models.CASCADE, related_name="standings")
    project = models.OneToOneField(Project, models.PROTECT, related_name="standing")
    rank = models.PositiveIntegerField()
    votes = models.DecimalField(max_digits=20, decimal_places=4)
    funded = models.BooleanField()
    official = models.BooleanField(_("funded by the official result (imported cycles)"), null=True)
    step = models.JSONField(_("the step of the rule, as data"))

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]
        triggers = [NO_CHANGE]
        constraints = [
            models.UniqueConstraint(fields=["envelope_count", "rank"], name="standing_ranks_differ")
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.project}"

    @property
    def decided(self) -> bool:
        """Whether the project is funded in the end: as counted, unless an officer decided otherwise with a reason."""
        override = getattr(self, "override", None)
        return self.funded if override is None else bool(override.funded)


class Override(models.Model):
    """A decision that departs from the count, with its reason; shown beside what was counted, never in its place."""

    standing = models.OneToOneField(Standing, models.PROTECT, related_name="override")
    funded = models.BooleanField(_("funded"))
    reason = models.TextField(_("reason"))
    reason_en = models.TextField(_("reason in English"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [NO_CHANGE]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="override_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.standing}: {self.reason}"
