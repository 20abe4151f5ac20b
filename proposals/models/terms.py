"""Calls of limited time: what one asks, who may propose, who judges, how its terms changed, and what came out."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department
from civic.audit.models import APPEND_ONLY
from civic.processes.models import Phase
from proposals.models.calls import Call
from proposals.models.proposals import Proposal


class TermsQuerySet(models.QuerySet["Terms"]):
    def visible_to(self, viewer: Any) -> "TermsQuerySet":
        """Published calls are public; one in preparation is the staff's."""
        return self if is_staff(viewer) else self.filter(published_at__isnull=False)


class Terms(models.Model):
    """The terms of a call of limited time. A call without terms is a standing one: everybody, everything, all year.

    Its title, summary, area and dates are those of the call's process: proposals come in while ``gather`` is open, the
    jury works in ``committee``, and ``result`` opens on the day for which the result is promised.
    """

    class Kind(models.TextChoices):
        COMPETITION = "competition", _("innovation competition")
        BUDGET = "budget", _("annual call for the participatory budget")

    class Who(models.TextChoices):
        EVERYBODY = "everybody", _("everybody with an account")
        VERIFIED = "verified", _("verified residents")
        AREA = "area", _("verified residents of the call's area")

    class Part(models.TextChoices):
        AREA = "area", _("the area")
        PLACE = "place", _("the place in words")
        COST = "cost", _("the rough cost")

    call = models.OneToOneField(Call, models.CASCADE, related_name="terms")
    kind = models.CharField(_("kind of call"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("what the call is about"))
    text_en = models.TextField(_("what the call is about, in English"), blank=True)
    who = models.CharField(_("who may propose"), max_length=10, choices=Who.choices, default=Who.EVERYBODY)
    criteria = models.TextField(_("criteria, one a line"), blank=True)
    criteria_en = models.TextField(_("criteria in English, one a line"), blank=True)
    required = ArrayField(
        models.CharField(max_length=10, choices=Part.choices),
        verbose_name=_("parts that a proposal needs, beside title, text and topic"),
        default=list,
        blank=True,
    )
    areas = models.ManyToManyField(
        Area, verbose_name=_("areas that proposals may be about"), blank=True, related_name="+"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department that runs the call"), related_name="+"
    )
    jury = models.CharField(
        _("jury"), max_length=100, blank=True
    )  # the name of one that is registered: juries.py
    places = models.PositiveSmallIntegerField(_("how many proposals are chosen"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_told_at = models.DateTimeField(null=True, blank=True)
    result_at = models.DateTimeField(_("result published"), null=True, blank=True)
    result_text = models.TextField(_("about the result"), blank=True)
    result_text_en = models.TextField(_("about the result, in English"), blank=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="terms_say_what_it_is_about"),
            models.CheckConstraint(
                condition=Q(result_at__isnull=True) | Q(published_at__isnull=False),
                name="terms_result_of_a_published_call",
            ),
        ]

    def __str__(self) -> str:
        return str(self.call)

    def get_absolute_url(self) -> str:
        return reverse("proposals:call", args=[self.call.process.slug])

    @property
    def window(self) -> Phase | None:
        """When proposals come in; uses prefetched phases."""
        return self.call.process.phase(Phase.Kind.GATHER)

    def is_open(self, at: datetime) -> bool:
        """Do proposals come in at this moment?"""
        window = self.window
        return self.published_at is not None and window is not None and window.is_open(at)

    def is_over(self, at: datetime) -> bool:
        """Is the time for proposals over?"""
        return self.window is not None and self.window.closes_at <= at


class TermsChange(models.Model):
    """A change of published terms: which of them, by whom and why. Only added."""

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="changes")
    fields = ArrayField(models.CharField(max_length=20), verbose_name=_("what was changed"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        triggers = APPEND_ONLY
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="terms_change_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.terms}: {self.reason}"


class Award(models.Model):
    """A place that a proposal took in a call, with the jury's score as it then stood and the reason. Only added."""

    terms = models.ForeignKey(Terms, models.PROTECT, related_name="awards")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="award")
    place = models.PositiveSmallIntegerField(_("place"))
    score = models.DecimalField(_("score of 100"), max_digits=5, decimal_places=2, null=True, blank=True)
    reason = models.TextField(_("reason"))
    reason_en = models.TextField(_("reason in English"), blank=True)

    class Meta:
        ordering = ["place", "id"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(condition=Q(place__gte=1), name="award_places_begin_at_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="award_has_a_reason"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="award_score_of_a_hundred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.terms}: {self.place}"
