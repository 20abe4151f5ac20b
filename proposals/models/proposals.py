"""The proposal itself, and who may see it."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import BigIntegerField, F, Func, Value
from django.db.models.functions import Left, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department, Topic
from civic.attachments.models import Folder
from civic.comments.models import Thread
from civic.common.models import Titled
from proposals.models.calls import Call
from proposals.models.pairs import KEEP_PAIRS, NOT_WORTH_MEETING
from proposals.models.together import CoProposer


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def published(self) -> "ProposalQuerySet":
        """What stands in public lists, whoever looks."""
        return self.filter(state__in=Proposal.PUBLIC_STATES)

    def drafts_of(self, viewer: Any, keeper: str = "") -> "ProposalQuerySet":
        """The drafts that the viewer writes, alone or with others; of a visitor those that their cookie leads to."""
        drafts = self.filter(state=Proposal.State.DRAFT)
        if getattr(viewer, "is_authenticated", False) and viewer.pk:
            return drafts.written_by(viewer)
        return drafts.filter(keeper=keeper) if keeper else drafts.none()

    def written_by(self, viewer: Any) -> "ProposalQuerySet":
        """What a person proposes, alone or with others; nothing for a visitor."""
        if not getattr(viewer, "is_authenticated", False) or not viewer.pk:
            return self.none()
        return self.filter(_written_by(viewer.pk))

    def visible_to(self, viewer: Any) -> "ProposalQuerySet":
        """Public proposals; staff see hidden ones; who proposes sees their own in every state."""
        public = models.Q(state__in=Proposal.PUBLIC_STATES)
        if is_staff(viewer):
            return self.exclude(state=Proposal.State.DRAFT)
        if getattr(viewer, "is_authenticated", False) and viewer.pk:
            return self.filter(public | _written_by(viewer.pk))
        return self.filter(public)


def _written_by(user_id: int) -> models.Q:
    """The author's or a co-proposer's; a subquery, because a join would list a proposal once for each of them."""
    return models.Q(author_id=user_id) | models.Q(
        pk__in=CoProposer.objects.standing().filter(user_id=user_id).values("proposal_id")
    )


def Initial(field: str) -> Func:  # noqa: N802  reads as the functions of the ORM do
    """The first character of a text, as a capital where there are such."""
    return Upper(Left(field, 1))


def shuffle(which: int) -> Func:
    """A number of each row without any order in it: shuffling 0 or 1, each with an index of its own."""
    return Func(F("id"), Value(which), function="hashint8extended", output_field=BigIntegerField())


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
        DEBATE = "debate", _("in public debate")
        DEBATED = "debated", _("public debate concluded")
        HEAD_ANSWERED = "head_answered", _("answered by the mayor")
        IMPLEMENTING = "implementing", _("in implementation")
        IMPLEMENTED = "implemented", _("implemented")
        NOT_SUPPORTED = "not_supported", _("closed without enough supports")
        WITHDRAWN = "withdrawn", _("withdrawn by the proposer")
        MERGED = "merged", _("merged into another")
        TRANSFERRED = "transferred", _("transferred to another body")
        HIDDEN = "hidden", _("hidden")

    PUBLIC_STATES = [s for s in State.values if s not in ("draft", "hidden")]
    WORTH_MEETING = [s for s in State.values if s not in NOT_WORTH_MEETING]

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("a problem I see")
        CLARIFICATION = "clarification", _("a question to clear up")
        SOLUTION = "solution", _("a solution I propose")

    class Group(models.TextChoices):
        """What a group that proposes is."""

        COUNCIL = "council", _("residents' autonomy council")
        RESIDENTS = "residents", _("residents' association")
        CLUB = "club", _("club or circle")
        ORGANISATION = "organisation", _("association or organisation")
        SCHOOL = "school", _("class or school group")

    class Withdrawal(models.TextChoices):
        """Why a writer takes a proposal back: what most say, so that a reader sees it at once."""

        DUPLICATE = "duplicate", _("another proposal says the same")
        STARTED = "started", _("the city has begun it already")
        DONE = "done", _("the matter is settled")
        UNFEASIBLE = "unfeasible", _("it turned out not to be feasible")
        OTHER = "other", _("another reason")

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
    # Degrees (WGS 84), rounded to 4 places: about ten metres. Given by the writer's device, when they ask it to.
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    rough_cost = models.BigIntegerField(_("rough cost in won"), null=True, blank=True)
    group_kind = models.CharField(_("sort of group"), max_length=12, choices=Group.choices, blank=True)
    group_name = models.CharField(_("name of the group"), max_length=80, blank=True)
    source = models.CharField(_("where it came from"), max_length=20, default="web")
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="proposal")
    folder = models.OneToOneField(Folder, models.SET_NULL, null=True, related_name="proposal")
    support_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    support_until = models.DateTimeField(_("supports are gathered until"), null=True, blank=True)
    threshold = models.PositiveIntegerField(_("supports needed"), null=True, blank=True)
    next_threshold = models.PositiveIntegerField(
        _("supports needed for the next step"), null=True, blank=True
    )
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
    title_keys = ArrayField(models.TextField(), default=list)  # gist.keys(title), by whoever writes the title
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("draft saved"), null=True, blank=True)
    # Part of the draft → the version that last changed it, and the window that did: {"text": {"version": 3, "window": "…"}}
    saved_parts = models.JSONField(default=dict, blank=True)
    # Fingerprint of the cookie that leads a visitor to their draft; blank as soon as somebody is its author.
    keeper = models.CharField(max_length=64, blank=True)
    idempotency_key = models.UUIDField(
        null=True, unique=True
    )  # of the program that wrote it; see civic/api/idempotency
    # Keyed hash of the address that a visitor's draft came from, for a day: one machine must not fill the table.
    origin = models.CharField(max_length=64, blank=True)
    reminded_at = models.DateTimeField(_("writer of the draft reminded"), null=True, blank=True)
    choice_after_similar = models.CharField(max_length=20, blank=True)
    personal_data_ok = models.BooleanField(
        _("the writer was asked about personal data and goes on"), default=False
    )
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    withdrawal_code = models.CharField(max_length=10, choices=Withdrawal.choices, blank=True)
    withdrawal_reason = models.CharField(_("reason of the withdrawal"), max_length=300, blank=True)
    state_before_hidden = models.CharField(max_length=14, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(keeper="") | models.Q(state="draft", author__isnull=True),
                name="proposal_kept_by_a_cookie_is_a_draft_of_nobody",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | models.Q(group_kind="", group_name="")
                | ~models.Q(group_kind="") & ~models.Q(group_name=""),
                name="proposal_group_has_name_and_sort",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="proposal_position_is_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["-submitted_at", "-id"], name="proposal_newest"),
            models.Index(fields=["-support_count", "-id"], name="proposal_supported"),
            models.Index(fields=["area", "topic"], name="proposal_area_topic"),
            models.Index(fields=["keeper"], condition=~models.Q(keeper=""), name="proposal_keeper"),
            models.Index(fields=["origin"], condition=~models.Q(origin=""), name="proposal_origin"),
            models.Index(fields=["saved_at"], condition=models.Q(state="draft"), name="proposal_draft_saved"),
            models.Index(fields=["answer_due_at"], condition=models.Q(state="review"), name="proposal_due"),
            models.Index(fields=["support_until"], condition=models.Q(state="open"), name="proposal_closing"),
            models.Index(
                F("threshold") - F("support_count"),
                "id",
                condition=models.Q(state="open"),
                name="proposal_near_threshold",
            ),
            models.Index(Initial("title"), F("submitted_at").desc(), F("id").desc(), name="proposal_initial"),
            models.Index(shuffle(0), "id", name="proposal_shuffle_0"),
            models.Index(shuffle(1), "id", name="proposal_shuffle_1"),
            GinIndex(fields=["bigrams"], name="proposal_bigrams"),
        ]
        triggers = [KEEP_PAIRS]

    def get_absolute_url(self) -> str:
        """The public page; only a submitted proposal has one."""
        return f"/proposals/{self.number}/"

    @property
    def shown_author(self) -> str:
        """The writer's name as others see it; blank when there is none (imported, or the account is gone)."""
        return self.author.display_name if self.author else ""

    @property
    def is_public(self) -> bool:
        """May its title stand on a page of another one?"""
        return self.state in self.PUBLIC_STATES

    @property
    def is_reached(self) -> bool:
        return self.threshold_reached_at is not None

    def is_overdue(self, at: datetime) -> bool:
        return self.state == self.State.REVIEW and self.answer_due_at is not None and self.answer_due_at <= at
