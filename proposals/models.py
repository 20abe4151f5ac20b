"""Citizens' proposals: what is stored. What may be done to them is in actions.py, how it is done in domain/."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department, Topic
from civic.comments.models import Thread
from civic.common.models import Titled
from civic.processes.models import Process


class Ladder(models.Model):
    """A ladder of support thresholds. Cities change theirs every few years, so it is data."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """A rung: ``count`` supports within ``window_days`` days lead to ``consequence``, answered in ``answer_days`` days."""

    class Consequence(models.TextChoices):
        ANSWER = "answer", _("the department in charge answers")
        DEBATE = "debate", _("a public debate is decided on")
        HEAD = "head", _("the mayor answers")

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="steps")
    count = models.PositiveIntegerField(_("supports"))
    window_days = models.PositiveSmallIntegerField(_("within days"))
    consequence = models.CharField(max_length=10, choices=Consequence.choices)
    answer_days = models.PositiveSmallIntegerField(_("days to answer"))

    class Meta:
        ordering = ["count"]
        constraints = [models.UniqueConstraint(fields=["ladder", "count"], name="step_counts_differ")]

    def __str__(self) -> str:
        return f"{self.ladder}: {self.count}"


class Call(models.Model):
    """The standing call (or a limited one) that proposals come in through: its process, ladder, and area."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="call")
    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="calls")
    edit_minutes = models.PositiveIntegerField(
        _("minutes in which a text may be changed without a trace"), default=60
    )

    def __str__(self) -> str:
        return str(self.process)


class TopicRoute(models.Model):
    """Which department answers proposals on a topic (and on the topics below it, where they name none)."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="route")
    department = models.ForeignKey(Department, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.topic}: {self.department}"


class NumberYear(models.Model):
    """The last reference number given in a year; whoever takes the next one locks the row until they commit."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def published(self) -> "ProposalQuerySet":
        """What stands in public lists, whoever looks."""
        return self.filter(state__in=Proposal.PUBLIC_STATES)

    def visible_to(self, viewer: Any) -> "ProposalQuerySet":
        """Public proposals; staff see hidden ones; an author sees their own in every state."""
        public = models.Q(state__in=Proposal.PUBLIC_STATES)
        if is_staff(viewer):
            return self.exclude(state=Proposal.State.DRAFT)
        if getattr(viewer, "is_authenticated", False) and viewer.pk:
            return self.filter(public | models.Q(author_id=viewer.pk))
        return self.filter(public)


FromProposalQuerySet = models.Manager.from_queryset(ProposalQuerySet)


class ProposalManager(FromProposalQuerySet["Proposal"]):
    """Never reads the search columns: only PostgreSQL looks into them, and they are longer than the text."""

    def get_queryset(self) -> ProposalQuerySet:
        return ProposalQuerySet(self.model, using=self._db).defer("bigrams", "title_keys")


class Proposal(Titled):
    """A proposal. ``number`` (P-2026-00042) is given when it is submitted; clocks are columns, so lists can use them."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open for support")
        REVIEW = "review", _("department reviews")
        ANSWERED = "answered", _("answered")
        IMPLEMENTING = "implementing", _("in implementation")
        IMPLEMENTED = "implemented", _("implemented")
        NOT_SUPPORTED = "not_supported", _("closed without enough supports")
        WITHDRAWN = "withdrawn", _("withdrawn by the proposer")
        MERGED = "merged", _("merged into another")
        TRANSFERRED = "transferred", _("transferred to another body")
        HIDDEN = "hidden", _("hidden")

    PUBLIC_STATES = [s for s in State.values if s not in ("draft", "hidden")]

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("a problem I see")
        CLARIFICATION = "clarification", _("a question to clear up")
        SOLUTION = "solution", _("a solution I propose")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("reference number"), max_length=20, unique=True, null=True, blank=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="proposals")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="proposals")
    state = models.CharField(max_length=14, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices, default=Kind.SOLUTION)
    body = models.TextField(_("what and why"), blank=True)
    body_en = models.TextField(_("what and why, in English"), blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(_("place in words"), max_length=200, blank=True)
    rough_cost = models.BigIntegerField(_("rough cost in won"), null=True, blank=True)
    source = models.CharField(_("where it came from"), max_length=20, default="web")
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="proposal")
    support_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    support_until = models.DateTimeField(_("supports are gathered until"), null=True, blank=True)
    threshold = models.PositiveIntegerField(_("supports needed"), null=True, blank=True)
    threshold_reached_at = models.DateTimeField(null=True, blank=True)
    answer_due_at = models.DateTimeField(_("answer due"), null=True, blank=True)
    interim_answered_at = models.DateTimeField(null=True, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    bigrams = models.GeneratedField(
        expression=Func(F("title"), F("title_en"), F("place"), F("body"), function="proposal_bigrams"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )
    title_keys = models.GeneratedField(
        expression=Func(F("title"), function="proposal_title_keys"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )
    version = models.PositiveIntegerField(default=1)
    choice_after_similar = models.CharField(max_length=20, blank=True)
    personal_data_ok = models.BooleanField(
        _("the writer was asked about personal data and goes on"), default=False
    )
    withdrawal_reason = models.CharField(_("reason of the withdrawal"), max_length=300, blank=True)
    state_before_hidden = models.CharField(max_length=14, blank=True)
    due_soon_told_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | models.Q(number__isnull=False, submitted_at__isnull=False),
                name="proposal_submitted_has_a_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="review") | models.Q(answer_due_at__isnull=False),
                name="proposal_review_has_a_due_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="merged") | models.Q(merged_into__isnull=False),
                name="proposal_merged_names_the_other",
            ),
        ]
        indexes = [
            models.Index(fields=["-submitted_at", "-id"], name="proposal_newest"),
            models.Index(fields=["-support_count", "-id"], name="proposal_supported"),
            models.Index(fields=["answer_due_at"], condition=models.Q(state="review"), name="proposal_due"),
            models.Index(fields=["support_until"], condition=models.Q(state="open"), name="proposal_closing"),
            models.Index(
                F("threshold") - F("support_count"),
                "id",
                condition=models.Q(state="open"),
                name="proposal_near_threshold",
            ),
            GinIndex(fields=["bigrams"], name="proposal_bigrams"),
            GinIndex(fields=["title_keys"], name="proposal_title_keys"),
        ]

    def get_absolute_url(self) -> str:
        """The public page; only a submitted proposal has one."""
        return f"/proposals/{self.number}/"

    @property
    def shown_author(self) -> str:
        """The writer's name as others see it; blank when there is none (imported, or the account is gone)."""
        return self.author.display_name if self.author else ""

    @property
    def is_reached(self) -> bool:
        return self.threshold_reached_at is not None

    def is_overdue(self, at: datetime) -> bool:
        return self.state == self.State.REVIEW and self.answer_due_at is not None and self.answer_due_at <= at


class Encounter(models.Model):
    """Somebody gave a title, was shown similar proposals, and chose: this measures the duplicates that were avoided."""

    class Choice(models.TextChoices):
        SUPPORT = "support", _("support the existing one")
        OPINION = "opinion", _("add an opinion there")
        WRITE = "write", _("write anyway")

    title = models.CharField(max_length=200)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    shown = ArrayField(models.CharField(max_length=20), default=list)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    chosen = models.ForeignKey(Proposal, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.title}: {self.choice}"


class Support(models.Model):
    """One person supports one proposal, once."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supports")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="support_once_by_a_person")]
        indexes = [models.Index(fields=["user", "-id"], name="support_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} supports {self.proposal_id}"


class Version(models.Model):
    """The text as it stood after an edit; public."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="version_numbers_differ")]

    def __str__(self) -> str:
        return f"{self.proposal_id}, version {self.number}"


class Routing(models.Model):
    """To which department a proposal was given, by whom and why; the newest one counts."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="routings")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.proposal_id} to {self.department_id}"


class Answer(models.Model):
    """A department's answer: interim, or final with a disposition, a reason and a dated promise."""

    class Disposition(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        PARTLY = "partly", _("adopted in part")
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

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    interim = models.BooleanField(default=False)
    disposition = models.CharField(max_length=12, choices=Disposition.choices, blank=True)
    reason_code = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    text = models.TextField(_("answer"))
    text_en = models.TextField(_("answer in English"), blank=True)
    planned_on = models.DateField(_("planned date"), null=True, blank=True)
    recheck_on = models.DateField(_("looked at again on"), null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(interim=False), name="answer_one_final"
            ),
            models.CheckConstraint(
                condition=models.Q(interim=True) | ~models.Q(disposition=""),
                name="answer_final_has_a_disposition",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition__in=["adopted", "partly"])
                | models.Q(planned_on__isnull=False),
                name="answer_adoption_has_a_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition="long_term") | models.Q(recheck_on__isnull=False),
                name="answer_long_term_has_a_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(disposition="not_possible") | ~models.Q(reason_code=""),
                name="answer_refusal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.disposition or 'interim'}"
