"""Opinions: what was said, which department owns it, and what became of it."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Department
from civic.common.dates import is_past
from proposals.models import Proposal
from workshops.models.themes import Theme
from workshops.models.workshops import Workshop, readable


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def visible_to(self, viewer: Any) -> "OpinionQuerySet":
        """Published ones for everybody, a speaker's own from the first moment, everything for staff."""
        if is_staff(viewer):
            return self
        public = models.Q(
            workshop__state__in=[Workshop.State.RECORDED, Workshop.State.REPORTED], hidden_at=None
        ) & readable(viewer, "workshop__")
        if getattr(viewer, "is_authenticated", False) and viewer.pk:
            return self.filter(public | models.Q(speaker_id=viewer.pk))
        return self.filter(public)

    def promised(self) -> "OpinionQuerySet":
        """Those to which the city promised an answer: statements of an imported conversation are not among them
        unless somebody routed them."""
        return self.filter(
            models.Q(external_id__isnull=True) | models.Q(department__isnull=False), hidden_at=None
        )

    def named_by(self, day: date) -> "OpinionQuerySet":
        """Answered ones of which the answer named a day (`Opinion.NAMED_DAYS`), and that day has come by ``day``."""
        found = models.Q()
        for disposition, column in Opinion.NAMED_DAYS.items():
            found |= models.Q(disposition=disposition, **{f"{column}__lte": day})
        return self.filter(found)

    def unanswered(self) -> "OpinionQuerySet":
        return self.filter(disposition=Opinion.Disposition.OPEN)


class Opinion(models.Model):
    """The unit of the whole platform: something that somebody said, with an owner, a disposition and a reason."""

    class Disposition(models.TextChoices):
        OPEN = "open", _("being looked at")
        DONE = "done", _("reflected")
        IN_PROGRESS = "in_progress", _("being reflected")
        PARTLY = "partly", _("reflected in part")
        LONG_TERM = "long_term", _("under long-term review")
        IN_FORCE = "in_force", _("already in force")
        NOT_POSSIBLE = "not_possible", _("not possible")

    class Reason(models.TextChoices):
        LAW = "law", _("contrary to law or ordinance")
        AUTHORITY = "authority", _("outside the city's authority")
        FEASIBILITY = "feasibility", _("not feasible technically")
        COST = "cost", _("cost out of proportion")
        DUPLICATE = "duplicate", _("the same is already being done")
        PRIVATE = "private", _("serves a private benefit")
        OTHER = "other", _("another reason")

    TAKEN_UP = (Disposition.DONE, Disposition.IN_PROGRESS, Disposition.PARTLY)
    #: The day by which an answer binds the department: where it stands.
    NAMED_DAYS: ClassVar[dict[str, str]] = {
        Disposition.IN_PROGRESS: "planned_on",
        Disposition.PARTLY: "planned_on",  # for the part that is still to be done, where the answer names a day
        Disposition.LONG_TERM: "recheck_on",
    }
    SETTLED = (Disposition.DONE, Disposition.IN_FORCE, Disposition.NOT_POSSIBLE)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="opinions")
    receipt = models.CharField(_("receipt code"), max_length=10, unique=True)
    table = models.CharField(_("table"), max_length=20, blank=True)
    text = models.TextField(_("opinion"), max_length=1000)
    text_en = models.TextField(_("opinion in English"), max_length=1000, blank=True)
    speaker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="opinions"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="opinions")
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name=_("department"),
    )
    routed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    disposition = models.CharField(max_length=12, choices=Disposition.choices, default=Disposition.OPEN)
    reason_code = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    answer = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    planned_on = models.DateField(null=True, blank=True)
    recheck_on = models.DateField(null=True, blank=True)
    evidence_url = models.URLField(_("where it can be seen"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, blank=True, related_name="opinions")
    hidden_at = models.DateTimeField(null=True, blank=True)
    external_id = models.CharField(max_length=120, null=True, blank=True)  # noqa: DJ001  unique where there is one

    objects = OpinionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "external_id"], name="opinion_external_id_once"),
            models.CheckConstraint(
                condition=models.Q(disposition="open") | ~models.Q(answer=""),
                name="opinion_disposition_has_an_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(disposition="open") | models.Q(department__isnull=False),
                name="opinion_disposition_has_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(department__isnull=True) | models.Q(due_at__isnull=False),
                name="opinion_owner_has_a_due_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition="not_possible") | ~models.Q(reason_code=""),
                name="opinion_refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition="in_progress") | models.Q(planned_on__isnull=False),
                name="opinion_promise_has_a_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition="long_term") | models.Q(recheck_on__isnull=False),
                name="opinion_long_term_has_a_date",
            ),
        ]
        indexes = [
            models.Index(fields=["workshop", "id"]),
            models.Index(fields=["due_at"], condition=models.Q(disposition="open"), name="opinion_due"),
            models.Index(
                fields=["-answered_at", "-id"],
                condition=models.Q(disposition="done", hidden_at__isnull=True),
                name="opinion_cases",
            ),
            GinIndex(
                models.Func(models.F("text"), models.F("text_en"), function="proposal_bigrams"),
                name="opinion_bigrams",
            ),
            models.Index(
                fields=["workshop"],
                include=["department", "disposition", "external_id"],
                condition=models.Q(hidden_at__isnull=True),
                name="opinion_outcome",
            ),
            models.Index(
                fields=["planned_on"],
                condition=models.Q(disposition__in=["in_progress", "partly"]),
                name="opinion_promised",
            ),
            models.Index(
                fields=["recheck_on"], condition=models.Q(disposition="long_term"), name="opinion_to_recheck"
            ),
            models.Index(
                fields=["workshop"],
                condition=models.Q(department__isnull=True, external_id__isnull=True),
                name="opinion_without_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_answered(self) -> bool:
        return self.disposition != self.Disposition.OPEN

    @property
    def is_promised(self) -> bool:
        """Has the city promised an answer? The same as `OpinionQuerySet.promised`, hidden or not."""
        return self.external_id is None or self.department_id is not None

    @property
    def moderation_subject(self) -> str:
        """Its name for reports and decisions."""
        return f"workshops.opinion:{self.pk}"

    @property
    def public_proposal(self) -> Proposal | None:
        """The proposal that it became, as long as that is public: the number of a hidden one would lead nowhere, and say
        that there was one."""
        found = self.proposal
        return found if found is not None and found.state in Proposal.PUBLIC_STATES else None

    @property
    def is_taken_up(self) -> bool:
        return self.disposition in self.TAKEN_UP

    @property
    def promised_on(self) -> date | None:
        """The day that the answer names and that binds the department: done by, or looked at again on."""
        column = self.NAMED_DAYS.get(self.disposition)
        day: date | None = getattr(self, column) if column else None
        return day

    def is_overdue(self, at: datetime) -> bool:
        return not self.is_answered and self.due_at is not None and self.due_at <= at

    def is_late(self, at: datetime) -> bool:
        """Is its answer overdue, or has the day passed that its answer named?"""
        return self.is_overdue(at) or (self.promised_on is not None and is_past(self.promised_on, at))


class StatementVoteQuerySet(models.QuerySet["StatementVote"]):
    def of_single_people(self) -> "StatementVoteQuerySet":
        """Without the votes that a table gave by head count: they do not say who agreed with what together."""
        return self.exclude(participant__startswith=StatementVote.TABLE)


class StatementVote(models.Model):
    """Agree (1), pass (0) or disagree (-1) with an opinion, by a participant who may have no account."""

    TABLE = "table:"  # how the names of heads that were counted at a table begin

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="votes")
    participant = models.CharField(max_length=40)
    value = models.SmallIntegerField()

    objects = StatementVoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opinion", "participant"], name="statement_vote_once"),
            models.CheckConstraint(
                condition=models.Q(value__in=[-1, 0, 1]), name="statement_vote_is_one_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.value:+d}"
