"""The workshop itself: when, where, who hosts it, how many places, and how far it has come."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department, Topic
from civic.attachments.models import Folder
from civic.comments.models import Thread
from civic.common.ids import short_code
from civic.common.models import Titled
from civic.processes.models import Process
from workshops.models.series import Series

RECORD_DAYS = 7  # after the end, the record is published within this time (journeys.md C10)
ANSWER_DAYS = 30  # after the end, every opinion is answered within this time where staff set no other day


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def visible_to(self, viewer: Any) -> "WorkshopQuerySet":
        """Announced workshops for everybody; planned ones for staff."""
        return self if is_staff(viewer) else self.exclude(state=Workshop.State.PLANNED)

    def with_names(self) -> "WorkshopQuerySet":
        """With the rows whose names every page shows, so that no list asks for them one by one."""
        return self.select_related("area", "department", "topic", "series")


class Workshop(Titled):
    """A listening workshop (청책토론회). ``sequence`` rises with every change that a calendar must learn of."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        ANNOUNCED = "announced", _("open for registration")
        HELD = "held", _("held, record in preparation")
        RECORDED = "recorded", _("record published, opinions being answered")
        REPORTED = "reported", _("every opinion answered")
        CANCELLED = "cancelled", _("cancelled")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")

    code = models.CharField(max_length=8, unique=True, default=short_code)
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="workshops")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, default=Format.IN_PERSON)
    summary = models.TextField(_("what it is about"), blank=True)
    summary_en = models.TextField(_("what it is about, in English"), blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, related_name="workshops")
    partners = models.ManyToManyField(
        Department, related_name="partnered_workshops", blank=True, verbose_name=_("partner departments")
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="workshops", verbose_name=_("series")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    access_notes = models.CharField(_("access"), max_length=300, blank=True)
    access_notes_en = models.CharField(_("access in English"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveIntegerField(_("places"))
    registered_count = models.PositiveIntegerField(default=0)
    sign_language = models.BooleanField(_("sign-language interpreting"), default=False)
    captions = models.BooleanField(_("captions"), default=False)
    childcare = models.BooleanField(_("childcare"), default=False)
    answer_due_at = models.DateTimeField(_("all opinions answered by"), null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="workshop")
    folder = models.OneToOneField(Folder, models.SET_NULL, null=True, related_name="workshop")
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(_("record published"), null=True, blank=True)
    reported_at = models.DateTimeField(_("every opinion answered"), null=True, blank=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="workshop_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(registered_count__lte=models.F("capacity")), name="workshop_capacity_holds"
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="workshop_newest"),
            models.Index(fields=["ends_at"], name="workshop_ending"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("workshops:detail", args=[self.code])

    @property
    def seats_left(self) -> int:
        return max(self.capacity - self.registered_count, 0)

    @property
    def is_imported(self) -> bool:
        """A conversation held elsewhere and brought in with its votes; nobody promised answers to it."""
        return bool(self.external_id and self.external_id.startswith("polis:"))

    @property
    def has_record(self) -> bool:
        """Are the opinions public?"""
        return self.state in (self.State.RECORDED, self.State.REPORTED)

    @property
    def record_due_at(self) -> datetime:
        """When the record is to be public at the latest."""
        return self.ends_at + timedelta(days=RECORD_DAYS)

    @property
    def answers_due_at(self) -> datetime:
        """When every opinion is to be answered: the day that staff set, else a fixed time after the end."""
        return self.answer_due_at or self.ends_at + timedelta(days=ANSWER_DAYS)
