"""A budget cycle: its frozen rules, its envelopes of money, and the costed projects that stand for election."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.triggers import FIXED_SOURCE, FROZEN_COSTS, FROZEN_ENVELOPES, FROZEN_RULES
from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department, Topic
from civic.comments.models import Thread
from civic.common.models import Titled
from civic.processes.models import Process
from proposals.models import Proposal


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, viewer: Any) -> "CycleQuerySet":
        return self if is_staff(viewer) else self.filter(published=True)


class Cycle(models.Model):
    """One year's cycle. Its title, area and dates are those of its process."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="cycle")
    slug = models.SlugField(max_length=60, unique=True)
    budget_year = models.PositiveSmallIntegerField(_("budget year"))
    published = models.BooleanField(default=False)
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    source_note = models.CharField(_("source"), max_length=300, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, blank=True, related_name="cycle")

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-budget_year", "-id"]
        triggers = [FIXED_SOURCE]

    def __str__(self) -> str:
        return str(self.process)

    def get_absolute_url(self) -> str:
        return reverse("cycles:detail", args=[self.slug])


class RuleSet(models.Model):
    """The rules of one cycle as data; frozen by a trigger from the moment its first phase opens, printed on the result."""

    class InvalidRule(models.TextChoices):
        BLOCK = "block", _("the form does not let an invalid ballot through")
        VOID = "void", _("a ballot with too many or too few choices is void")

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="rules")
    electorate = models.JSONField(_("who may vote (bases of residency)"), default=list)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    weights = models.JSONField(_("voter classes and weights"), default=dict)
    committee_minimum = models.DecimalField(
        _("committee score needed"), max_digits=5, decimal_places=2, default=60
    )
    change_until_close = models.BooleanField(default=True)
    invalid_rule = models.CharField(max_length=8, choices=InvalidRule.choices, default=InvalidRule.BLOCK)
    count_rule = models.CharField(max_length=30, default="greedy")
    count_options = models.JSONField(default=dict)
    tie_break = models.JSONField(default=list)
    currency = models.CharField(max_length=3, default="KRW")

    class Meta:
        triggers = [FROZEN_RULES]

    def __str__(self) -> str:
        return str(self.cycle)


class Envelope(models.Model):
    """An envelope of money: its name, its area, its amount in won, its ballot method and picks.

    ``points`` is what every voter shares out on a cumulative ballot, ``points_each`` the most that one project may get.
    On a ranking ballot the picks say how many places a voter may fill.
    """

    class Method(models.TextChoices):
        APPROVAL = "approval", _("pick projects")
        CHOOSE_ONE = "choose_one", _("choose one project")
        KNAPSACK = "knapsack", _("fill the budget")
        CUMULATIVE = "cumulative", _("share out points")
        RANKING = "ranking", _("put projects in order")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="envelopes")
    key = models.SlugField(max_length=30)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    own_borough_only = models.BooleanField(_("voters see only their own borough's projects"), default=False)
    amount = models.BigIntegerField(_("amount in won"))
    ceiling = models.BigIntegerField(_("most a project may cost"), null=True, blank=True)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.APPROVAL)
    picks_min = models.PositiveSmallIntegerField(default=0)
    picks_max = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.PositiveSmallIntegerField(_("points a voter shares out"), null=True, blank=True)
    points_each = models.PositiveSmallIntegerField(
        _("most points one project may get"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        triggers = [FROZEN_ENVELOPES]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "key"], name="envelope_keys_differ"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="envelope_amount_is_no_debt"),
            models.CheckConstraint(
                condition=models.Q(picks_max__isnull=True) | models.Q(picks_max__gte=models.F("picks_min")),
                name="envelope_picks_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(method="choose_one") | models.Q(picks_max=1),
                name="envelope_choose_one_picks_one",
            ),
            models.CheckConstraint(
                condition=models.Q(method="cumulative", points__gte=1, points__isnull=False)
                | ~models.Q(method="cumulative") & models.Q(points__isnull=True),
                name="envelope_points_where_points_are_given",
            ),
            models.CheckConstraint(
                condition=models.Q(points_each__isnull=True)
                | models.Q(points__isnull=False, points_each__gte=1, points_each__lte=models.F("points")),
                name="envelope_points_each_within_points",
            ),
        ]

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, viewer: Any) -> "ProjectQuerySet":
        return self if is_staff(viewer) else self.filter(envelope__cycle__published=True)

    def on_ballot(self) -> "ProjectQuerySet":
        """What voters may choose: admitted by the committee's decision."""
        return self.filter(state=Project.State.ON_BALLOT)


class Project(Titled):
    """A costed candidate. It may come from a proposal; its cost is frozen once prices are published."""

    class State(models.TextChoices):
        REVIEW = "review", _("department reviews")
        ELIGIBLE = "eligible", _("eligible, committee reviews")
        INELIGIBLE = "ineligible", _("not eligible")
        ON_BALLOT = "on_ballot", _("on the ballot")
        NOT_ADMITTED = "not_admitted", _("not admitted by the committee")
        WITHDRAWN = "withdrawn", _("withdrawn")
        FUNDED = "funded", _("funded")
        NOT_FUNDED = "not_funded", _("not funded")

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="projects")
    number = models.CharField(_("number"), max_length=30)
    state = models.CharField(max_length=12, choices=State.choices, default=State.REVIEW)
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, blank=True, related_name="projects")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="projects")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(_("place"), max_length=200, blank=True)
    summary = models.TextField(_("what will be done"), blank=True)
    summary_en = models.TextField(_("what will be done, in English"), blank=True)
    beneficiaries = models.CharField(_("who benefits"), max_length=200, blank=True)
    proposed_cost = models.BigIntegerField(_("cost as proposed, in won"))
    cost = models.BigIntegerField(_("cost in won"))
    external_id = models.CharField(max_length=60, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="project")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        triggers = [FROZEN_COSTS]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "number"], name="project_numbers_differ"),
            models.CheckConstraint(condition=models.Q(cost__gt=0), name="project_costs_something"),
            models.UniqueConstraint(
                fields=["envelope", "proposal"],
                condition=models.Q(proposal__isnull=False),
                name="project_once_from_a_proposal",
            ),
        ]
        indexes = [models.Index(fields=["envelope", "state"])]

    def get_absolute_url(self) -> str:
        return reverse("cycles:project", args=[self.pk])


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
