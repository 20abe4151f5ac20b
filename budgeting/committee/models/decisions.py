"""What a committee decides, with the numbers and the reason."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Committee
from budgeting.cycles.models import Project


class Standing(models.Manager["Decision"]):
    """The decisions that stand: at most one a project."""

    def get_queryset(self) -> models.QuerySet["Decision"]:
        return super().get_queryset().filter(set_aside_at__isnull=True)


class Decision(models.Model):
    """The committee's decision on one project, with the numbers it rests on and the reason.

    One that an objection made the committee deal with again is set aside: it stays readable, and another follows.
    """

    class Outcome(models.TextChoices):
        ADMITTED = "admitted", _("goes on the ballot")
        CONDITIONAL = "conditional", _("goes on the ballot, with a condition")
        REJECTED = "rejected", _("does not go on the ballot")

    project = models.ForeignKey(Project, models.PROTECT, related_name="decisions")
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.TextField(_("reason"))
    reason_en = models.TextField(_("reason in English"), blank=True)
    score = models.DecimalField(_("weighted mean of 100"), max_digits=5, decimal_places=2)
    lowest = models.DecimalField(max_digits=5, decimal_places=2)
    highest = models.DecimalField(max_digits=5, decimal_places=2)
    raters = models.PositiveSmallIntegerField()
    recused = models.PositiveSmallIntegerField(_("recused in all"))
    recused_by_rule = models.PositiveSmallIntegerField(_("of these excluded by rule"), default=0)
    recused_by_challenge = models.PositiveSmallIntegerField(_("of these after a challenge"), default=0)
    voided = models.PositiveSmallIntegerField(_("sheets voided by a late declaration"), default=0)
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    condition_en = models.CharField(_("condition in English"), max_length=300, blank=True)
    voting_members = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(_("set aside after an objection"), null=True, blank=True)

    objects = Standing()
    every: models.Manager["Decision"] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(set_aside_at__isnull=True),
                name="committee_decision_stands_once",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="committee_decision_has_a_reason"),
            models.CheckConstraint(condition=models.Q(raters__gte=1), name="committee_decision_has_raters"),
            models.CheckConstraint(
                condition=~models.Q(outcome="conditional") | ~models.Q(condition=""),
                name="committee_condition_is_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_outcome_display()}"
