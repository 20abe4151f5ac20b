"""The rules of one cycle as data."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models.cycle import Cycle
from budgeting.cycles.models.envelope import Envelope
from budgeting.cycles.triggers import FROZEN_RULES, WHOLE_WEIGHTS
from civic.accounts.models import DECLARED_AGE, ProvenAge

BY_BALLOTS = (Envelope.Method.APPROVAL, Envelope.Method.CHOOSE_ONE, Envelope.Method.KNAPSACK)
"""The methods of voting in which a project's votes are the ballots that name it."""


AGE_CAN_BE_SHOWN = "rules_ask_an_age_that_can_be_shown"


def one_class() -> dict[str, int]:
    """Every vote weighs the same."""
    return {"citizens": 100}


def web_only() -> list[str]:
    """Votes are cast on the site."""
    return ["web"]


class RuleSet(models.Model):
    """The rules of one cycle as data; frozen by a trigger from the moment its first phase opens, printed on the result.

    What each field means to a reader is said in one place: ``budgeting.cycles.wording`` (of an envelope: ``ballot_wording``).
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
            _(
                "While the vote runs no turnout is shown, only how many entries the public ledger has; "
                "turnout and votes are published after the count."
            ),
        )

    class CountRule(models.TextChoices):
        GREEDY = "greedy", _("most votes first, skip what does not fit")
        NO_SKIP = "greedy-no-skip", _("most votes first, stop at the first that does not fit")
        THRESHOLD = "greedy-threshold", _("most votes first, with a least number of votes")
        EXCLUSIVE = "greedy-exclusive", _("most votes first, of incompatible projects only one")
        PER_COST = "greedy-per-cost", _("most votes for the cost first")
        CLASSES = "class-weighted", _("shares of the voter classes, by their weights")
        SHARES = "equal-shares", _("equal shares")

    WITHOUT_SUPPORT = (CountRule.CLASSES, CountRule.SHARES)
    """Where a project's score is no number of ballots, so that no least share of them can be asked."""

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="rules")
    electorate = models.JSONField(_("who may vote (bases of residency)"), default=list, blank=True)
    excluded = models.JSONField(_("who may not vote (classes of people)"), default=list, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("minimum age"), null=True, blank=True)
    identity_level = models.CharField(
        _("how identity is checked"), max_length=10, choices=Identity.choices, default=Identity.CODE
    )
    weights = models.JSONField(_("voter classes and weights"), default=one_class)
    class_minimum = models.PositiveSmallIntegerField(
        _("fewest members and ballots with which a voter class is counted apart"), default=10
    )
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
            models.CheckConstraint(
                condition=models.Q(class_minimum__gte=10), name="rules_hide_small_classes"
            ),
            models.CheckConstraint(condition=~models.Q(channels=[]), name="rules_name_a_channel"),
            models.CheckConstraint(
                condition=models.Q(minimum_age__isnull=True)
                | models.Q(minimum_age__lte=DECLARED_AGE)
                | models.Q(minimum_age__in=ProvenAge.values),
                name=AGE_CAN_BE_SHOWN,
                violation_error_message=_("Nobody could show this age."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.cycle)

    @property
    def voter_classes(self) -> list[str]:
        """The classes beside the citizens that weigh in the vote, the heaviest first: whoever belongs to several votes in
        the first of these. The committee scores; it is no class of voters."""
        order = list(self.VoterClass.values)
        apart = [name for name, weight in self.weights.items() if weight and name in order]
        apart = [name for name in apart if name not in (self.VoterClass.CITIZENS, self.VoterClass.COMMITTEE)]
        return sorted(apart, key=lambda name: (-self.weights[name], order.index(name)))

    def counts_support(self, envelopes: Iterable[Envelope]) -> bool:
        """Can a least share of ballots be counted? A score is then the number of ballots that name a project."""
        return self.count_rule not in self.WITHOUT_SUPPORT and all(
            envelope.method in BY_BALLOTS for envelope in envelopes
        )
