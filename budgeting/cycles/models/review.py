"""What departments say of a project: feasibility and cost, never merit; and what the proposer says to that."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models.project import Project
from civic.areas.models import Department
from civic.audit.models import APPEND_ONLY


class Findings(models.Model):
    """What a review finds. There is no field for merit: a department does not judge whether an idea is good."""

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

    version = models.PositiveSmallIntegerField(default=1)
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
        abstract = True


class Review(Findings):
    """The department's review that stands. An earlier one is kept in PastReview."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="review")

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


class PastReview(Findings):
    """A review that a later one replaced, as it was. Only added."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="past_reviews")

    class Meta:
        ordering = ["-version"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="past_review_versions_differ")
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.version}): {self.get_verdict_display()}"


class PartnerOpinion(models.Model):
    """What another department says when the one in charge asks it: a fact or a condition of its own field."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="partner_opinions")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    question = models.CharField(_("question"), max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    text = models.TextField(_("opinion"), blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "department"], name="partner_asked_once"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | ~models.Q(text=""),
                name="partner_opinion_is_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.department}"


class Objection(models.Model):
    """The proposer's objection to one version of a review, and the department's dated answer."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("the department reviews again")
        PARTLY = "partly", _("partly right; the review stands with an explanation")
        DISMISSED = "dismissed", _("the review stands")

    project = models.ForeignKey(Project, models.CASCADE, related_name="objections")
    version = models.PositiveSmallIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("objection"))
    at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("answer due"))
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="objection_once_to_a_review"),
            models.CheckConstraint(condition=~models.Q(text=""), name="objection_is_written"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | ~models.Q(answer="") & ~models.Q(outcome=""),
                name="objection_answer_is_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.version})"
