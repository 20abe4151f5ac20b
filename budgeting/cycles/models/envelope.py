"""An envelope of money and how it is voted on."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models.cycle import Cycle
from budgeting.cycles.triggers import FROZEN_BALLOTS, FROZEN_ENVELOPES
from civic.areas.models import Area


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
