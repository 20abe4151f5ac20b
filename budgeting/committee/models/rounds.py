"""A review round: the rubric, the rule by which scores become one number, and who rates what."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Committee, Member
from budgeting.committee.triggers import RUBRIC_FIXED, WEIGHTS_SUM
from budgeting.cycles.models import Project


class Round(models.Model):
    """One round of review of a committee. Sheets belong to a round; the newest round is the one at work.

    Its numbers are the charter's at the moment the round opened, so that a later change of the charter does not change
    what is being scored.
    """

    class Rule(models.TextChoices):
        MEAN = "mean", _("mean of all sheets")
        TRIMMED = "trimmed", _("mean without one highest and one lowest sheet")
        MEDIAN = "median", _("median of all sheets")

    class Sharing(models.TextChoices):
        ALL = "all", _("every member rates every project")
        BALANCED = "balanced", _("each project goes to a fixed number of members, evenly")
        GROUPS = "groups", _("each project goes to its sub-committee")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    rule = models.CharField(
        _("how sheets become a score"), max_length=8, choices=Rule.choices, default=Rule.MEAN
    )
    drop_from = models.PositiveSmallIntegerField(
        _("leave out the ends from so many raters on"), null=True, blank=True
    )
    sharing = models.CharField(
        _("who rates what"), max_length=8, choices=Sharing.choices, default=Sharing.ALL
    )
    per_item = models.PositiveSmallIntegerField(_("members per project"), null=True, blank=True)
    minimum = models.DecimalField(_("points needed"), max_digits=5, decimal_places=2, null=True, blank=True)
    look_back_years = models.PositiveSmallIntegerField(_("years that a past tie counts"), default=3)
    challenge_days = models.PositiveSmallIntegerField(_("days to challenge a member"), default=7)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="round_numbers_differ"),
            models.CheckConstraint(
                condition=~models.Q(rule="trimmed") | models.Q(drop_from__gte=3),
                name="round_trims_from_three",
            ),
            models.CheckConstraint(
                condition=~models.Q(sharing="balanced") | models.Q(per_item__gte=1),
                name="round_shares_to_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum__isnull=True) | models.Q(minimum__range=(0, 100)),
                name="round_minimum_of_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        if not self.name:
            return str(_("Round %(n)s") % {"n": self.number})
        return (self.name_en or self.name) if get_language() == "en" else self.name


class Criterion(models.Model):
    """A criterion of a round's rubric. The weights of those that count sum to 100; the others are asked and shown only."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=30)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"))
    counted = models.BooleanField(_("counts"), default=True)
    required = models.BooleanField(_("must be scored"), default=True)
    anchors = models.JSONField(_("what each level means"), default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        triggers = [RUBRIC_FIXED, WEIGHTS_SUM]
        constraints = [
            models.UniqueConstraint(fields=["round", "key"], name="criterion_keys_differ"),
            models.CheckConstraint(
                condition=models.Q(counted=True, weight__range=(1, 100)) | models.Q(counted=False, weight=0),
                name="criterion_that_counts_has_a_weight",
            ),
        ]

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class Assignment(models.Model):
    """In a round that does not give everything to everybody: this member rates this project."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="assignments")
    member = models.ForeignKey(Member, models.CASCADE, related_name="assignments")
    project = models.ForeignKey(Project, models.CASCADE, related_name="assignments")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "project", "member"], name="assigned_once_in_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.member} / {self.project}"


class Calibration(models.Model):
    """A dossier that every member rates before the others, so that all use the scale alike."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="calibrations")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "project"], name="calibrated_once_in_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.project}"
