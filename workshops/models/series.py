"""A row of workshops with one purpose: the monthly 청책토론회, the quarterly innovation workshop, visits on site, a school."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Department, Topic
from civic.common.ids import short_code
from civic.common.models import Titled


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, viewer: Any) -> "SeriesQuerySet":
        """Public ones for everybody; those in preparation for staff."""
        return self if is_staff(viewer) else self.filter(is_public=True)

    def with_names(self) -> "SeriesQuerySet":
        """With the rows whose names every page shows."""
        return self.select_related("department", "topic")


class Series(Titled):
    """Workshops that belong together. When each takes place stands in the workshop; the series says how often."""

    class Kind(models.TextChoices):
        LISTENING = "listening", _("listening workshops")
        INNOVATION = "innovation", _("innovation workshops")
        FIELD_VISIT = "field_visit", _("visits on site")
        SCHOOL = "school", _("courses of the governance school")

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("every week")
        MONTHLY = "monthly", _("every month")
        QUARTERLY = "quarterly", _("every quarter")
        YEARLY = "yearly", _("every year")
        OCCASIONAL = "occasional", _("when there is reason")

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("everybody")
        OFFICIALS = "officials", _("officials, experts and civic groups")

    # How long until the next one; nothing for a series without a rhythm.
    STEPS = {
        Rhythm.WEEKLY: timedelta(days=7),
        Rhythm.MONTHLY: timedelta(days=28),
        Rhythm.QUARTERLY: timedelta(days=91),
        Rhythm.YEARLY: timedelta(days=364),
    }

    code = models.CharField(max_length=8, unique=True, default=short_code)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices, default=Kind.LISTENING)
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices, default=Rhythm.MONTHLY)
    audience = models.CharField(
        _("for whom"), max_length=9, choices=Audience.choices, default=Audience.EVERYBODY
    )
    summary = models.TextField(_("what it is for"), blank=True)
    summary_en = models.TextField(_("what it is for, in English"), blank=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="workshop_series")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    takes_applications = models.BooleanField(_("citizens may plan workshops in it"), default=False)
    is_public = models.BooleanField(_("shown to everybody"), default=False)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(_("came to its end"), null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"

    def get_absolute_url(self) -> str:
        return reverse("workshops:series", args=[self.code])

    @property
    def step(self) -> timedelta | None:
        """From one workshop to the next: whole weeks, so that the day of the week stays; None without a rhythm."""
        return self.STEPS.get(self.Rhythm(self.rhythm))
