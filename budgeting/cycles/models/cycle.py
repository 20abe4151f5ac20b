"""A budget cycle: one year's process with its money, its rules and its projects."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.triggers import FIXED_SOURCE, FROZEN_CURRENCY
from civic.accounts.actors import is_staff
from civic.comments.models import Thread
from civic.common.money import Currency
from civic.processes.models import Process


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, viewer: Any) -> "CycleQuerySet":
        return self if is_staff(viewer) else self.filter(published=True)


class Cycle(models.Model):
    """One year's cycle. Its title, area and dates are those of its process.

    All its sums are in ``currency``, stored as whole numbers of which ``money_unit`` make one (100 where there are cents);
    both are frozen when the first phase opens.
    """

    process = models.OneToOneField(Process, models.CASCADE, related_name="cycle")
    slug = models.SlugField(max_length=60, unique=True)
    budget_year = models.PositiveSmallIntegerField(_("budget year"))
    published = models.BooleanField(default=False)
    currency = models.CharField(_("currency (ISO 4217)"), max_length=3, default="KRW")
    money_unit = models.PositiveSmallIntegerField(_("stored units to one of the currency"), default=1)
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    source_note = models.CharField(_("source"), max_length=300, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, blank=True, related_name="cycle")

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-budget_year", "-id"]
        triggers = [FIXED_SOURCE, FROZEN_CURRENCY]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(currency__regex=r"^[A-Z]{3}$"), name="cycle_currency_is_a_code"
            ),
            models.CheckConstraint(
                condition=models.Q(money_unit__gte=1), name="cycle_money_unit_is_something"
            ),
        ]

    def __str__(self) -> str:
        return str(self.process)

    def get_absolute_url(self) -> str:
        return reverse("cycles:detail", args=[self.slug])

    @property
    def money(self) -> Currency:
        """What the cycle's sums are in."""
        return Currency(self.currency, self.money_unit)
