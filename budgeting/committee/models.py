"""The committee that reviews projects: members, declared interests, scores, and decisions with reasons."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.committee.triggers import NO_CONFLICT, WITHDRAWAL_STAYS
from budgeting.cycles.models import Cycle, Project
from civic.audit.models import APPEND_ONLY


class Committee(models.Model):
    """The partnership-governance committee of one cycle, with its charter's numbers."""

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="committee")
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    drop_extremes_from = models.PositiveSmallIntegerField(
        _("drop one highest and lowest from so many raters"), null=True, blank=True
    )

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class Member(models.Model):
    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("citizen")
        EXPERT = "expert", _("expert")
        CIVIL = "civil", _("civil group")
        OFFICIAL = "official", _("official")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="committee_seats")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    votes = models.BooleanField(_("has a vote"), default=True)
    starts_on = models.DateField(_("from"), default=date.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "user"], name="member_once_in_a_committee")
        ]

    def __str__(self) -> str:
        return str(self.user)


class Criterion(models.Model):
    """A criterion of the rubric; the weights of one committee sum to 100."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=30)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    weight = models.PositiveSmallIntegerField()
    anchors = models.JSONField(_("what each level means"), default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["committee", "key"], name="criterion_keys_differ")]

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class Declaration(models.Model):
    """A member's declaration on one project: required before its content is shown. Only added; the newest counts."""

    class Interest(models.TextChoices):
        NONE = "none", _("no interest")
        SELF = "self", _("I withdraw myself")
        AUTOMATIC = "automatic", _("excluded by rule")

    member = models.ForeignKey(Member, models.PROTECT, related_name="declarations")
    project = models.ForeignKey(Project, models.PROTECT, related_name="declarations")
    interest = models.CharField(max_length=10, choices=Interest.choices)
    ground = models.CharField(_("ground (not published)"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [*APPEND_ONLY, WITHDRAWAL_STAYS]
        indexes = [models.Index(fields=["project", "member", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interest="none") | ~models.Q(ground=""),
                name="declaration_of_interest_has_a_ground",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} / {self.project}: {self.get_interest_display()}"


class ScoreSheet(models.Model):
    """A member's scores of one project: inserted only; a newer revision replaces the older in the count."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="sheets")
    project = models.ForeignKey(Project, models.PROTECT, related_name="sheets")
    revision = models.PositiveIntegerField(default=1)
    scores = models.JSONField(_("score per criterion"))
    comments = models.JSONField(_("comment per criterion"), default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [*APPEND_ONLY, NO_CONFLICT]
        constraints = [
            models.UniqueConstraint(fields=["member", "project", "revision"], name="sheet_revisions_differ")
        ]
        indexes = [models.Index(fields=["project", "member", "-revision"])]

    def __str__(self) -> str:
        return f"{self.member} / {self.project} ({self.revision})"


class Decision(models.Model):
    """The committee's decision on one project, with the numbers it rests on and the reason."""

    class Outcome(models.TextChoices):
        ADMITTED = "admitted", _("goes on the ballot")
        CONDITIONAL = "conditional", _("goes on the ballot, with a condition")
        REJECTED = "rejected", _("does not go on the ballot")

    project = models.OneToOneField(Project, models.PROTECT, related_name="decision")
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
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    condition_en = models.CharField(_("condition in English"), max_length=300, blank=True)
    voting_members = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="committee_decision_has_a_reason"),
            models.CheckConstraint(condition=models.Q(raters__gte=1), name="committee_decision_has_raters"),
            models.CheckConstraint(
                condition=~models.Q(outcome="conditional") | ~models.Q(condition=""),
                name="committee_condition_is_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_outcome_display()}"
