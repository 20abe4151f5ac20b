"""A budget cycle: one year's process with its money, its rules and its projects."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.triggers import FIXED_SOURCE
from civic.accounts.actors import is_staff
from civic.comments.models import Thread
from civic.processes.models import Process


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, viewer: Any) -> "CycleQuerySet":
        return self if is_staff(viewer) else self.filter(published=True)


class Cycle(models.Model):
    """One year's cycle. Its title, area and dates are those of its process."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="cycle")
    slug = models.SlugField(max_length=60, unique=True)
    budget_year = models.PositiveSmallIntegerField(_("budget year"))
    published = models.BooleanField(default=False)
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    source_note = models.CharField(_("source"), max_length=300, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, blank=True, related_name="cycle")

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-budget_year", "-id"]
        triggers = [FIXED_SOURCE]

    def __str__(self) -> str:
        return str(self.process)

    def get_absolute_url(self) -> str:
        return reverse("cycles:detail", args=[self.slug])
