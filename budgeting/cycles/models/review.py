"""What departments say of a project: feasibility and cost, never merit."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models.project import Project
from civic.areas.models import Department


class Review(models.Model):
    """The department's review: feasibility only, never merit."""

    class Verdict(models.TextChoices):
        ELIGIBLE = "eligible", _("eligible")
        CONDITIONAL = "conditional", _("eligible with a condition")
        INELIGIBLE = "ineligible", _("not eligible")

    class Reason(models.TextChoices):
        LAW = "law", _("contrary to law")
        ORDINANCE = "ordinance", _("contrary to an ordinance")
        FEASIBILITY = "feasibility", _("not feasible")
        REALISABLE = "realisable", _("cannot be done within the year")
        DUPLICATE = "duplicate", _("the same is already being done")
        PRIVATE = "private", _("serves a private benefit")

    project = models.OneToOneField(Project, models.CASCADE, related_name="review")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    reason_code = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    text = models.TextField(_("reason"))
    text_en = models.TextField(_("reason in English"), blank=True)
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    estimated_cost = models.BigIntegerField(_("estimated cost in won"))
    calculation = models.TextField(_("how the cost was calculated"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verdict="ineligible") | ~models.Q(reason_code=""),
                name="review_refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="conditional") | ~models.Q(condition=""),
                name="review_condition_is_written",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="review_has_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_verdict_display()}"
