"""What departments do with a proposal: who has it, and what they answer."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Department
from proposals.models.proposals import Proposal


class Routing(models.Model):
    """To which department a proposal was given, by whom and why; the newest one counts."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="routings")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.proposal_id} to {self.department_id}"


class Answer(models.Model):
    """A department's answer: interim, or final with a disposition, a reason and a dated promise."""

    class Disposition(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        PARTLY = "partly", _("adopted in part")
        LONG_TERM = "long_term", _("under long-term review")
        IN_FORCE = "in_force", _("already in force")
        NOT_POSSIBLE = "not_possible", _("not possible")

    class Reason(models.TextChoices):
        LAW = "law", _("contrary to law or ordinance")
        AUTHORITY = "authority", _("outside the city's authority")
        FEASIBILITY = "feasibility", _("not feasible technically")
        COST = "cost", _("cost out of proportion")
        DUPLICATE = "duplicate", _("the same is already being done")
        PRIVATE = "private", _("serves a private benefit")
        OTHER = "other", _("another reason")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    interim = models.BooleanField(default=False)
    disposition = models.CharField(max_length=12, choices=Disposition.choices, blank=True)
    reason_code = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    text = models.TextField(_("answer"))
    text_en = models.TextField(_("answer in English"), blank=True)
    planned_on = models.DateField(_("planned date"), null=True, blank=True)
    recheck_on = models.DateField(_("looked at again on"), null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
    date_told_on = models.DateField(null=True, blank=True)  # the date whose coming the officers were told of

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(interim=False), name="answer_one_final"
            ),
            models.CheckConstraint(
                condition=models.Q(interim=True) | ~models.Q(disposition=""),
                name="answer_final_has_a_disposition",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition__in=["adopted", "partly"])
                | models.Q(planned_on__isnull=False),
                name="answer_adoption_has_a_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition="long_term") | models.Q(recheck_on__isnull=False),
                name="answer_long_term_has_a_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition="not_possible") | ~models.Q(reason_code=""),
                name="answer_refusal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.disposition or 'interim'}"

    @property
    def promised_on(self) -> date | None:
        """The day that the answer promises: of the adoption, or of a second look."""
        return self.planned_on or self.recheck_on
