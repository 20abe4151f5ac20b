"""Interests: what ties a member to people and organisations, whose project it is, declarations, and challenges."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Member
from budgeting.committee.triggers import CHALLENGE_STANDS, WITHDRAWAL_STAYS
from budgeting.cycles.models import Project
from civic.areas.models import Department
from civic.audit.models import APPEND_ONLY


class Relation(models.Model):
    """A relation that a member has told of once: it excludes from every project that it meets. Never published.

    The public register of organisations is ``Tie``; both exclude alike.
    """

    class Kind(models.TextChoices):
        RELATIVE = "relative", _("spouse, former spouse or relative")
        ORGANISATION = "organisation", _("I belong or belonged to this organisation")
        DEPARTMENT = "department", _("I work or worked in this department")

    member = models.ForeignKey(Member, models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    organisation_key = models.CharField(max_length=120, blank=True, db_index=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(_("until (empty: still so)"), null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="relative", person__isnull=False)
                    | (models.Q(kind="organisation") & ~models.Q(organisation_key=""))
                    | models.Q(kind="department", department__isnull=False)
                ),
                name="relation_names_its_other_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"


class Party(models.Model):
    """Whose project it is besides the proposer: co-proposers, and the organisation that proposes or would carry it out."""

    class Kind(models.TextChoices):
        CO_PROPOSER = "co_proposer", _("co-proposer")
        PROPOSES = "proposes", _("proposing organisation")
        CARRIES_OUT = "carries_out", _("organisation that would carry it out")

    project = models.ForeignKey(Project, models.PROTECT, related_name="parties")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    organisation_key = models.CharField(max_length=120, blank=True, db_index=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "parties"
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="co_proposer", user__isnull=False)
                    | (models.Q(kind__in=["proposes", "carries_out"]) & ~models.Q(organisation_key=""))
                ),
                name="party_is_somebody",
            ),
            models.UniqueConstraint(fields=["project", "user"], name="co_proposer_once_on_a_project"),
        ]

    def __str__(self) -> str:
        return self.organisation or str(self.user)


class Declaration(models.Model):
    """A member's declaration on one project: required before its content is shown. Only added; the newest counts."""

    class Interest(models.TextChoices):
        NONE = "none", _("no interest")
        SELF = "self", _("I withdraw myself")
        CHALLENGED = "challenged", _("out after an accepted challenge")
        AUTOMATIC = "automatic", _("excluded by rule")

    class Kind(models.TextChoices):
        PARTY = "party", _("I or my spouse am a party to it")
        RELATIVE = "relative", _("A relative is a party to it")
        ADVISER = "adviser", _("I gave advice, research, testimony or service for it")
        AGENT = "agent", _("I act or acted for a party")
        ORGANISATION = "organisation", _("I belong or belonged to an organisation that has part in it")
        OTHER = "other", _("Another reason why I could not judge freely")

    member = models.ForeignKey(Member, models.PROTECT, related_name="declarations")
    project = models.ForeignKey(Project, models.PROTECT, related_name="declarations")
    interest = models.CharField(max_length=10, choices=Interest.choices)
    kind = models.CharField(
        _("kind of interest (not published)"), max_length=12, choices=Kind.choices, blank=True
    )
    ground = models.CharField(_("ground (not published)"), max_length=300, blank=True)
    late = models.BooleanField(_("came after the scores and voided them"), default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [*APPEND_ONLY, WITHDRAWAL_STAYS]
        indexes = [models.Index(fields=["project", "member", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interest="none") | ~models.Q(ground=""),
                name="declaration_of_interest_has_a_ground",
            ),
            models.CheckConstraint(
                condition=~models.Q(interest="none") | models.Q(kind="", late=False),
                name="declaration_of_none_has_no_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} / {self.project}: {self.get_interest_display()}"


class Challenge(models.Model):
    """A party asks that a member be kept out of its project; the committee decides without that member, with a reason."""

    class Outcome(models.TextChoices):
        PENDING = "pending", _("waits for the committee")
        ACCEPTED = "accepted", _("accepted: the member is out")
        DISMISSED = "dismissed", _("dismissed: the member stays")

    project = models.ForeignKey(Project, models.PROTECT, related_name="challenges")
    member = models.ForeignKey(Member, models.PROTECT, related_name="challenges")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ground = models.TextField(_("why a fair judgement cannot be expected (not published)"), max_length=1000)
    filed_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.PENDING)
    reason = models.TextField(_("reason of the decision (not published)"), max_length=1000, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("members for accepting it"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("members against"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        triggers = [CHALLENGE_STANDS]
        constraints = [
            models.UniqueConstraint(fields=["project", "member", "by"], name="challenged_once_by_a_party"),
            models.CheckConstraint(condition=~models.Q(ground=""), name="challenge_has_a_ground"),
            models.CheckConstraint(
                condition=(
                    models.Q(outcome="pending", decided_at__isnull=True)
                    | (
                        models.Q(
                            decided_at__isnull=False, votes_for__isnull=False, votes_against__isnull=False
                        )
                        & ~models.Q(reason="")
                        & (
                            models.Q(outcome="accepted", votes_for__gt=models.F("votes_against"))
                            | models.Q(outcome="dismissed", votes_for__lte=models.F("votes_against"))
                        )
                    )
                ),
                name="challenge_outcome_follows_its_votes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} / {self.member}: {self.get_outcome_display()}"
