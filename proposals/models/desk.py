"""The answering desk: a draft that a second person approves, templates, notes among staff; and what follows an answer."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Department
from proposals.models.answers import Answer
from proposals.models.proposals import Proposal


class AnswerDraft(models.Model):
    """The final answer while it is being written. Whoever wrote it is not the one who approves it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("being written")
        WAITING = "waiting", _("waits for approval")
        RETURNED = "returned", _("sent back")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="answer_draft")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    disposition = models.CharField(max_length=12, choices=Answer.Disposition.choices, blank=True)
    reason_code = models.CharField(max_length=12, choices=Answer.Reason.choices, blank=True)
    text = models.TextField(_("answer"), blank=True)
    text_en = models.TextField(_("answer in English"), blank=True)
    planned_on = models.DateField(_("planned date"), null=True, blank=True)
    recheck_on = models.DateField(_("looked at again on"), null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returned_because = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("author")),
                name="answer_draft_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "published"]) | Q(approved_by__isnull=False),
                name="answer_draft_approved_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"], condition=~Q(status="published"), name="answer_draft_open")
        ]

    def __str__(self) -> str:
        return f"draft for {self.proposal_id}: {self.status}"


class AnswerTemplate(models.Model):
    """Words that a department often needs; of one department, or of all."""

    department = models.ForeignKey(Department, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    disposition = models.CharField(max_length=12, choices=Answer.Disposition.choices, blank=True)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """What officers and moderators say to one another about a proposal. Never public; a mention tells the colleague."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["proposal", "id"], name="note_of_a_proposal")]

    def __str__(self) -> str:
        return f"note on {self.proposal_id}"


class Slip(models.Model):
    """A promised date that was moved: the old one, the new one, and why. Public, and only added."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="slips")
    old_on = models.DateField()
    new_on = models.DateField(_("new date"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="answer_slip_has_a_reason"),
            models.CheckConstraint(condition=~Q(old_on=F("new_on")), name="answer_slip_moves_the_date"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.old_on} → {self.new_on}"


class Rating(models.Model):
    """How good a person found the final answer, from 1 to 5; once."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="ratings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    value = models.PositiveSmallIntegerField(
        _("rating"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "user"], name="rating_once_by_a_person"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="rating_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.value}"


class Question(models.Model):
    """Asked once more about an answer by its proposer, and what the department says to that. Public."""

    answer = models.OneToOneField(Answer, models.CASCADE, related_name="question")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(_("question"), max_length=1000)
    at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    overdue_told_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(_("reply"), blank=True)
    reply_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True) | ~Q(reply=""), name="question_replied_in_words"
            )
        ]

    def __str__(self) -> str:
        return f"question on {self.answer_id}"
