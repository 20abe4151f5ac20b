"""Themes: opinions of one workshop that say much the same, routed and answered together."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Department
from civic.common.models import Titled
from workshops.models.workshops import Workshop, readable


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, viewer: Any) -> "ThemeQuerySet":
        """With the record for everybody; before that for staff."""
        if is_staff(viewer):
            return self
        return self.filter(
            readable(viewer, "workshop__"),
            workshop__state__in=[Workshop.State.RECORDED, Workshop.State.REPORTED],
        )

    def with_opinions(self) -> "ThemeQuerySet":
        """Those that hold something: a theme whose opinions were all taken out is no theme any more."""
        return self.filter(models.Exists(Workshop.objects.filter(opinions__theme=models.OuterRef("pk"))))


class Theme(Titled):
    """A heading over opinions. It adds to them and takes nothing away: each keeps its words, its speaker, its receipt
    and a department of its own where the host gave it one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="themes")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    due_at = models.DateTimeField(null=True, blank=True)
    routed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(department__isnull=True) | models.Q(due_at__isnull=False),
                name="theme_owner_has_a_due_date",
            ),
        ]
        indexes = [models.Index(fields=["workshop", "id"], name="theme_of_workshop")]

    def is_overdue(self, at: datetime) -> bool:
        """Past the day by which its department answers (whether anything is open is asked of its opinions)."""
        return self.due_at is not None and self.due_at <= at


class ThemeStep(models.Model):
    """One act of sorting, with what it changed, so that it can be undone: ``before`` gives for each opinion the theme
    that it was in (or null)."""

    class Kind(models.TextChoices):
        GATHER = "gather", _("Put together")
        MERGE = "merge", _("Joined with another theme")
        TAKE_OUT = "take_out", _("Taken out of its theme")
        DISSOLVE = "dissolve", _("Theme dissolved")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="theme_steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, related_name="steps")
    before = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["workshop", "-id"],
                condition=models.Q(undone_at__isnull=True),
                name="theme_step_to_undo",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
