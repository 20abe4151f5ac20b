"""What is said about opinions over time: every answer that was given, and the reports after 30, 90 and 180 days."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Department
from civic.common.periods import due_after
from workshops.models.opinions import Opinion
from workshops.models.workshops import Workshop

REPORT_DAYS = (30, 90, 180)  # after the end of the workshop (domain.md §2.4)


class OpinionAnswer(models.Model):
    """An answer as it was given. The newest one stands in the opinion as well; the older ones stay readable, so that
    nobody can quietly replace a promise by another."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="answers")
    at = models.DateTimeField()
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    disposition = models.CharField(max_length=12, choices=Opinion.Disposition.choices)
    reason_code = models.CharField(max_length=12, choices=Opinion.Reason.choices, blank=True)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    planned_on = models.DateField(null=True, blank=True)
    recheck_on = models.DateField(null=True, blank=True)
    evidence_url = models.URLField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["opinion", "-id"], name="answer_of_opinion")]

    def __str__(self) -> str:
        return self.get_disposition_display()


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, viewer: Any) -> "FollowUpQuerySet":
        """Whoever may see the workshop sees which reports it owes, and reads those that are published."""
        return self.filter(workshop__in=Workshop.objects.visible_to(viewer))

    def owed(self) -> "FollowUpQuerySet":
        return self.filter(published_at=None)


class FollowUp(models.Model):
    """A report that the city owes on a fixed day after a workshop, from the moment its record is public.

    ``figures`` are frozen when it is published: what was true on that day stays readable when more has happened.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    remark = models.TextField(_("what you add"), blank=True, max_length=4000)
    remark_en = models.TextField(_("what you add, in English"), blank=True, max_length=4000)
    figures = models.JSONField(default=dict, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "days"], name="follow_up_once_for_each_day"),
            models.CheckConstraint(condition=models.Q(days__in=REPORT_DAYS), name="follow_up_days"),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=models.Q(published_at__isnull=True), name="follow_up_owed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.workshop} +{self.days}"

    def is_overdue(self, at: datetime) -> bool:
        return self.published_at is None and self.due_at <= at


def due_of(workshop: Workshop, days: int) -> datetime:
    """When the report of that day is due."""
    return due_after(workshop.ends_at, days)
