"""A budget cycle: its frozen rules, its envelopes of money, and the costed projects that stand for election."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.triggers import (
    FIXED_SOURCE,
    FROZEN_BALLOTS,
    FROZEN_COSTS,
    FROZEN_ENVELOPES,
    FROZEN_RULES,
    WHOLE_WEIGHTS,
)
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


def one_class() -> dict[str, int]:
    """Every vote weighs the same."""
    return {"citizens": 100}


def web_only() -> list[str]:
    """Votes are cast on the site."""
    return ["web"]


class RuleSet(models.Model):
    """The rules of one cycle as data; frozen by a trigger from the moment its first phase opens, printed on the result.

    What each field means to a reader is said in one place: ``budgeting.cycles.wording``.
    """

    class InvalidRule(models.TextChoices):
        BLOCK = "block", _("the form does not let an invalid ballot through")
        VOID = "void", _("a ballot with too many or too few choices is void")

    class Excluded(models.TextChoices):
        CITY = "city_officials", _("officials of the city")
        BOROUGH = "borough_officials", _("officials of the boroughs")
        INVESTED = "invested_staff", _("staff of bodies that the city funds or owns a share of")
        COUNCIL = "council", _("members of the city council")

    class Identity(models.TextChoices):
        CODE = "code", _("a code for one person, by letter or at the desk")
        PHONE = "phone", _("a code to a telephone number, one vote for each number")
        REAL_NAME = "real_name", _("a check of the real name by an outside service")
        COUNTER = "counter", _("a paper of identity shown at the counter")

    class VoterClass(models.TextChoices):
        CITIZENS = "citizens", _("citizens")
        COMMITTEE = "committee", _("committee members")
        PROPOSERS = "proposers", _("proposers")
        GRADUATES = "graduates", _("graduates of the budget school")
        SURVEY = "survey", _("an outside survey panel")

    class Channel(models.TextChoices):
        WEB = "web", _("on the web")
        KIOSK = "kiosk", _("at a polling station")
        PAPER = "paper", _("on paper")

    class Publication(models.TextChoices):
        TURNOUT = (
            "turnout",
            _("While the vote runs only the turnout is shown; votes are published after the count."),
        )
        CLOSE = (
            "close",
            _("While the vote runs nothing is shown; turnout and votes are published after the count."),
        )

    class CountRule(models.TextChoices):
        GREEDY = "greedy", _("most votes first, skip what does not fit")
        NO_SKIP = "greedy-no-skip", _("most votes first, stop at the first that does not fit")
        THRESHOLD = "greedy-threshold", _("most votes first, with a least number of votes")
        EXCLUSIVE = "greedy-exclusive", _("most votes first, of incompatible projects only one")
        PER_COST = "greedy-per-cost", _("most votes for the cost first")
        CLASSES = "class-weighted", _("shares of the voter classes, by their weights")
        SHARES = "equal-shares", _("equal shares")

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="rules")
    electorate = models.JSONField(_("who may vote (bases of residency)"), default=list, blank=True)
    excluded = models.JSONField(_("who may not vote (classes of people)"), default=list, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("minimum age"), null=True, blank=True)
    identity_level = models.CharField(
        _("how identity is checked"), max_length=10, choices=Identity.choices, default=Identity.CODE
    )
    weights = models.JSONField(_("voter classes and weights"), default=one_class)
    committee_minimum = models.DecimalField(
        _("committee score needed"), max_digits=5, decimal_places=2, default=60
    )
    committee_weight = models.PositiveSmallIntegerField(
        _("weight of the committee's score in the order of projects, in percent"), default=0
    )
    support_threshold = models.DecimalField(
        _("least share of ballots that must name a project, in percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )
    change_until_close = models.BooleanField(default=True)
    invalid_rule = models.CharField(max_length=8, choices=InvalidRule.choices, default=InvalidRule.BLOCK)
    channels = models.JSONField(_("ways to vote"), default=web_only)
    publication = models.CharField(max_length=10, choices=Publication.choices, default=Publication.TURNOUT)
    count_rule = models.CharField(max_length=30, default="greedy")
    count_options = models.JSONField(default=dict)
    tie_break = models.JSONField(default=list)
    objection_days = models.PositiveSmallIntegerField(_("days to object to a department's review"), default=7)
    currency = models.CharField(max_length=3, default="KRW")
    preset = models.CharField(_("rules begun from"), max_length=40, blank=True)
    source = models.CharField(_("source of the rules"), max_length=300, blank=True)
    undecided = models.JSONField(_("rules that the source does not state"), default=list, blank=True)

    class Meta:
        triggers = [FROZEN_RULES, WHOLE_WEIGHTS]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(committee_weight__lte=100), name="rules_committee_weight_is_a_share"
            ),
            models.CheckConstraint(
                condition=models.Q(support_threshold__isnull=True)
                | models.Q(support_threshold__gte=0, support_threshold__lte=100),
                name="rules_support_threshold_is_a_share",
            ),
            models.CheckConstraint(condition=~models.Q(channels=[]), name="rules_name_a_channel"),
        ]

    def __str__(self) -> str:
        return str(self.cycle)


class Envelope(models.Model):
    """An envelope of money: its name, its area, its amount in won, what may enter, and how it is voted on.

    ``picks_min`` equal to ``picks_max`` means exactly so many. ``budget_limit`` is the most that the projects on one
    ballot may cost together (with ``knapsack`` it is the amount). Name and amount may change until prices are
    published, the rest until the first phase opens.
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
    event_ceiling = models.BigIntegerField(_("most an event may cost"), null=True, blank=True)
    floor = models.BigIntegerField(_("least a project must cost"), null=True, blank=True)
    max_projects = models.PositiveSmallIntegerField(_("most projects on the ballot"), null=True, blank=True)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.APPROVAL)
    picks_min = models.PositiveSmallIntegerField(default=0)
    picks_max = models.PositiveSmallIntegerField(null=True, blank=True)
    picks_per_topic = models.PositiveSmallIntegerField(
        _("most choices in one policy field"), null=True, blank=True
    )
    budget_limit = models.BigIntegerField(
        _("most that the chosen projects may cost together"), null=True, blank=True
    )
    points = models.PositiveSmallIntegerField(_("points a voter shares out"), null=True, blank=True)
    points_each = models.PositiveSmallIntegerField(
        _("most points one project may get"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        triggers = [FROZEN_ENVELOPES, FROZEN_BALLOTS]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "key"], name="envelope_keys_differ"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="envelope_amount_is_no_debt"),
            models.CheckConstraint(
                condition=models.Q(picks_max__isnull=True) | models.Q(picks_max__gte=models.F("picks_min")),
                name="envelope_picks_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(floor__isnull=True)
                | models.Q(ceiling__isnull=True)
                | models.Q(floor__lte=models.F("ceiling")),
                name="envelope_floor_below_ceiling",
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
    is_event = models.BooleanField(_("an event"), default=False)
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
