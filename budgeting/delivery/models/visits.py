"""Visits of citizen monitors."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.delivery.models.deliveries import Delivery
from budgeting.delivery.triggers import FINDING_STAYS
from civic.common.periods import due_day

ANSWER_DAYS = 14
"""How long the department has for the answer to a finding, as for an objection to its review."""


class Visit(models.Model):
    """A visit of citizen monitors to a project: what they found, and what the department answered, each with its day.

    ``monitors`` says who went in words ("three citizen monitors"), never by name. A finding does not change; the answer
    is written once.
    """

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="visits")
    visited_on = models.DateField(_("day of the visit"))
    monitors = models.CharField(_("who went"), max_length=120)
    finding = models.TextField(_("what they found"))
    finding_en = models.TextField(_("what they found, in English"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer of the department"), blank=True)
    answer_en = models.TextField(_("answer of the department, in English"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["visited_on", "id"]
        triggers = [FINDING_STAYS]
        constraints = [
            models.CheckConstraint(condition=~models.Q(finding=""), name="visit_found_something"),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | ~models.Q(answer="") & models.Q(answered_at__isnull=False),
                name="visit_answer_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery}, {self.visited_on}"

    @property
    def due_on(self) -> date:
        """The day until which the department answers."""
        return due_day(self.recorded_at, ANSWER_DAYS)
