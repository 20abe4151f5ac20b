"""The Community Innovation Plan of a borough: ranked projects, the city's remarks with answers, and the evaluation."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Committee
from budgeting.cycles.models import Project
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.areas.models import Area
from civic.common.models import Titled


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, viewer: Any) -> "PlanQuerySet":
        """A draft is the secretary's; from the consultation on everybody reads along."""
        return self if holds(viewer, Role.Kind.SECRETARY) else self.exclude(state=Plan.State.DRAFT)


class Plan(Titled):
    """A borough's plan for one year."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        CONSULTATION = "consultation", _("in consultation with the city")
        AGREED = "agreed", _("agreed")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="plans")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=14, choices=State.choices, default=State.DRAFT)
    concept = models.TextField(_("basic concept"))
    concept_en = models.TextField(_("basic concept in English"), blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="plan_once_a_borough_and_year"),
            models.CheckConstraint(
                condition=~models.Q(state="agreed") | models.Q(agreed_at__isnull=False),
                name="agreed_plan_has_a_date",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("committee:plan", args=[self.pk])


class PlanEntry(Titled):
    """A project of the plan, in its rank; it may be a project of the budget cycle."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="entries")
    rank = models.PositiveSmallIntegerField(_("rank"))
    sector = models.CharField(_("sector"), max_length=60, blank=True)
    cost = models.BigIntegerField(_("cost in won"))
    why = models.CharField(_("why at this rank"), max_length=300)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="plan_entries")

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "rank"], name="plan_ranks_differ", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=models.Q(cost__gt=0), name="plan_entry_costs_something"),
        ]


class CityRemark(models.Model):
    """A remark of the city in the consultation, and the borough's answer."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="remarks")
    text = models.TextField(_("remark of the city"))
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer of the borough"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="remark_answer_has_its_date",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Assessment(models.Model):
    """One question of the evaluation form, answered: a level from 1 to 5 and a sentence."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="assessments")
    question = models.SlugField(max_length=30)
    level = models.PositiveSmallIntegerField(_("level"))
    text = models.TextField(_("what it rests on"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "question"], name="assessment_once_a_question"),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=5), name="assessment_level_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.level}"
