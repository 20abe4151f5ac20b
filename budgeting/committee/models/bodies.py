"""A committee, its charter, and the people who sit in it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle
from civic.areas.models import Area


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, viewer: Any) -> "CommitteeQuerySet":
        return self.filter(cycle__in=Cycle.objects.visible_to(viewer))

    def reviewing(self, cycle: Cycle | int) -> "CommitteeQuerySet":
        """The one committee that decides on the projects of a cycle; none while it is not set up."""
        return self.filter(cycle=cycle, reviews=True)


class Committee(models.Model):
    """A body of people with a charter. One of a cycle's committees reviews its projects; others plan or prepare."""

    class Kind(models.TextChoices):
        CITY = "city", _("city committee")
        BOROUGH = "borough", _("borough committee")
        SUB = "sub", _("sub-committee")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="committees")
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("kind of committee"), max_length=10, choices=Kind.choices, default=Kind.CITY)
    reviews = models.BooleanField(_("decides on the projects of the cycle"), default=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    drop_extremes_from = models.PositiveSmallIntegerField(
        _("drop one highest and lowest from so many raters"), null=True, blank=True
    )

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle"], condition=models.Q(reviews=True), name="committee_reviews_a_cycle_alone"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="sub") | models.Q(parent__isnull=False, reviews=False),
                name="sub_committee_has_a_parent_and_decides_nothing",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="borough") | models.Q(area__isnull=False),
                name="borough_committee_has_a_borough",
            ),
        ]

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class Charter(models.Model):
    """What a committee's ordinance says, as numbers. Without a charter the defaults here are in force."""

    committee = models.OneToOneField(Committee, models.CASCADE, related_name="charter")
    seats = models.PositiveSmallIntegerField(_("seats"), default=14)
    quotas = models.JSONField(_("seats by trait: kind, sex, age, area"), default=dict, blank=True)
    term_months = models.PositiveSmallIntegerField(_("length of a term in months"), default=24)
    most_terms = models.PositiveSmallIntegerField(_("terms in a row, at most"), default=2)
    quorum_of = models.PositiveSmallIntegerField(_("quorum: numerator"), default=1)
    quorum_in = models.PositiveSmallIntegerField(_("quorum: denominator"), default=2)
    quorum_strict = models.BooleanField(_("quorum: more than the fraction"), default=True)
    carries_of = models.PositiveSmallIntegerField(_("decision: numerator"), default=1)
    carries_in = models.PositiveSmallIntegerField(_("decision: denominator"), default=2)
    carries_strict = models.BooleanField(_("decision: more than the fraction"), default=True)
    written_allowed = models.BooleanField(_("written resolutions are allowed"), default=False)
    notice_days = models.PositiveSmallIntegerField(_("notice of a session, in days"), default=5)
    lookback_years = models.PositiveSmallIntegerField(_("look-back for interests, in years"), default=3)
    objection_days = models.PositiveSmallIntegerField(_("time for an objection, in days"), default=14)
    answer_days = models.PositiveSmallIntegerField(_("time for an official answer, in days"), default=30)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    quorum_of__gte=1, quorum_in__gte=models.F("quorum_of"),
                    carries_of__gte=1, carries_in__gte=models.F("carries_of"),
                ),
                name="charter_fractions_are_fractions",
            ),
            models.CheckConstraint(
                condition=~models.Q(quorum_strict=True, quorum_in=models.F("quorum_of"))
                & ~models.Q(carries_strict=True, carries_in=models.F("carries_of")),
                name="charter_asks_for_no_more_than_all",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.committee)


class Member(models.Model):
    """A seat, from a day until a day. Who comes back for another term keeps the row; ``term`` counts."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("citizen")
        EXPERT = "expert", _("expert")
        CIVIL = "civil", _("civil group")
        OFFICIAL = "official", _("official")
        COUNCIL = "council", _("council member")

    class End(models.TextChoices):
        TERM = "term", _("the term ended")
        RESIGNED = "resigned", _("resigned")
        DISMISSED = "dismissed", _("dismissed")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="committee_seats")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    votes = models.BooleanField(_("has a vote"), default=True)
    starts_on = models.DateField(_("from"), default=date.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    term = models.PositiveSmallIntegerField(_("which term in a row"), default=1)
    ended_by = models.CharField(_("how it ended"), max_length=10, choices=End.choices, blank=True)
    end_reason = models.CharField(_("reason of the end (not published)"), max_length=300, blank=True)
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("in place of"),
    )
    lot = models.CharField(_("pseudonym in the lottery"), max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "user"], name="member_once_in_a_committee"),
            models.CheckConstraint(
                condition=~models.Q(ended_by="dismissed") | ~models.Q(end_reason=""),
                name="dismissal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Tie(models.Model):
    """An entry of the public register of interests: an organisation to which a member belongs, or did."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="ties")
    organisation = models.CharField(_("organisation"), max_length=120)
    part = models.CharField(_("what the member is or was there"), max_length=120)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="tie_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.organisation}"
