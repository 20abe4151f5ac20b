"""Voting on paper: polling places, numbered slips, marks "voted in person", and batches that two people enter blind.

Nothing here joins a slip to a person: a mark lies under the slot of the box (an HMAC with a key outside the database)
and knows no number; a slip's number is taken by the voter, face down, and written down by nobody.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle
from budgeting.voting.models.box import VotingGroup
from budgeting.voting.triggers import BATCH_IS_FIXED, READING_IS_FIXED
from civic.accounts.actors import is_staff
from civic.areas.models import Area
from civic.audit.models import APPEND_ONLY


class PollingPlaceQuerySet(models.QuerySet["PollingPlace"]):
    def visible_to(self, viewer: Any) -> "PollingPlaceQuerySet":
        """Everybody sees the places of a published cycle."""
        return self if is_staff(viewer) else self.filter(cycle__published=True)


class PollingPlace(models.Model):
    """Where people vote in person: shown on the vote's page. ``area`` is the borough whose clerks work there."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="places")
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("district"))
    address = models.CharField(_("address"), max_length=200)
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200)
    hours_en = models.CharField(_("opening hours in English"), max_length=200, blank=True)
    access = models.TextField(_("how accessible it is"), blank=True)
    access_en = models.TextField(_("how accessible it is, in English"), blank=True)

    objects = PollingPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["area", "id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "name"], name="polling_place_names_differ")]

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class SlipRun(models.Model):
    """A run of numbered blank slips printed for a place. ``scope`` is the district where papers differ by district."""

    place = models.ForeignKey(PollingPlace, models.CASCADE, related_name="slip_runs")
    scope = models.CharField(max_length=10, blank=True)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["place", "first"], name="slip_run_begins_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first"), first__gte=1), name="slip_run_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.first}-{self.last}"


class InPersonMark(models.Model):
    """Somebody voted on paper at a place. ``slot`` names them to nobody without the key; no time, no sequence, no slip."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="marks")
    place = models.ForeignKey(PollingPlace, models.PROTECT, related_name="marks")
    scope = models.CharField(max_length=10, blank=True)
    slot = models.BinaryField(max_length=32)

    class Meta:
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["group", "slot"], name="in_person_once_in_a_group")]

    def __str__(self) -> str:
        return f"mark {self.id}"


class PaperBatch(models.Model):
    """The slips of one place (and district, where papers differ), entered by one person and, blind, by another.

    ``entered_at`` and ``confirmed_at`` say that the first and the second reading are finished. A closed batch never
    changes: ``counted`` are the valid choices (and points) of each slip by its number, ``rejected`` the others
    (slip, envelope's key, reason), ``slips`` how many there are; their
    commitments stand in the public ledger.
    """

    place = models.ForeignKey(PollingPlace, models.PROTECT, related_name="batches")
    scope = models.CharField(max_length=10, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    scans_sha256 = models.CharField(_("SHA-256 of the scans"), max_length=64, blank=True)
    note = models.CharField(_("remark for the minutes"), max_length=300, blank=True)
    slips = models.PositiveIntegerField(default=0)
    counted = models.JSONField(default=dict)
    rejected = models.JSONField(default=list)

    class Meta:
        triggers = [BATCH_IS_FIXED]
        constraints = [
            models.UniqueConstraint(fields=["place", "scope"], name="batch_once_for_a_place"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="batch_confirmed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True)
                | (~Q(resolved_by=F("entered_by")) & ~Q(resolved_by=F("confirmed_by"))),
                name="batch_resolved_by_a_third_person",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(
                    entered_at__isnull=False,
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    closed_by__isnull=False,
                ),
                name="batch_closed_after_both_readings",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.scope}".strip()


class SlipReading(models.Model):
    """What one reader saw on one slip. ``choices`` are {envelope's key: project numbers, or null where unreadable}."""

    class Reader(models.TextChoices):
        FIRST = "first", _("first reading")
        SECOND = "second", _("second reading")
        FINAL = "final", _("decided by a third person")

    class Fate(models.TextChoices):
        READ = "read", _("read")
        UNREADABLE = "unreadable", _("nothing on it can be read")
        ABSENT = "absent", _("handed out, but not in the box")
        SURPLUS = "surplus", _("more slips than people: drawn by lot and set aside")
        NONE = "none", _("there is no such slip")

    batch = models.ForeignKey(PaperBatch, models.CASCADE, related_name="readings")
    reader = models.CharField(max_length=6, choices=Reader.choices)
    number = models.PositiveIntegerField(_("number on the slip"))
    fate = models.CharField(_("slip"), max_length=10, choices=Fate.choices, default=Fate.READ)
    choices = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        triggers = [READING_IS_FIXED]
        constraints = [
            models.UniqueConstraint(fields=["batch", "reader", "number"], name="slip_once_in_a_reading"),
            models.CheckConstraint(
                condition=~Q(fate="none") | Q(reader="final"), name="slip_denied_by_a_third_person_only"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.number} {self.reader}"


class KioskSession(models.Model):
    """A supervised device on which people vote. Its code is shown once as a QR image; the first device that uses it is it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(PollingPlace, models.PROTECT, related_name="kiosks")
    code_hash = models.BinaryField(max_length=32, unique=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"kiosk at {self.place}"
