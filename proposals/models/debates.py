"""The higher steps of the ladder: a rung that was reached, a public debate, the mayor's answer; and what was done in the end."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.models.calls import Step
from proposals.models.proposals import Proposal


class Rung(models.Model):
    """A higher step that a proposal has reached. ``due_at`` runs from the department's answer: it speaks first."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="rungs")
    consequence = models.CharField(max_length=10, choices=Step.Consequence.choices)
    count = models.PositiveIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    reached_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("why no debate is held"), max_length=500, blank=True)

    class Meta:
        ordering = ["reached_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "consequence"], name="rung_reached_once")]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.consequence} at {self.count}"


class Debate(models.Model):
    """A public debate on a proposal: open between two moments, counted by person, closed with published conclusions."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="debate")
    question = models.CharField(_("question of the debate"), max_length=200)
    question_en = models.CharField(_("question in English"), max_length=200, blank=True)
    reason = models.CharField(_("why it is debated"), max_length=300)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    pro_count = models.PositiveIntegerField(default=0)
    con_count = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    conclusions = models.TextField(_("conclusions"), blank=True)
    conclusions_en = models.TextField(_("conclusions in English"), blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="debate_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True) | ~Q(conclusions=""),
                name="debate_ends_with_conclusions",
            ),
        ]

    def __str__(self) -> str:
        return f"debate on {self.proposal_id}"

    @property
    def participants(self) -> int:
        """How many people have taken a position."""
        return self.pro_count + self.con_count

    @property
    def pro_percent(self) -> int:
        """The share in favour, rounded half up; 0 when nobody has taken part."""
        return (
            (200 * self.pro_count + self.participants) // (2 * self.participants) if self.participants else 0
        )

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at


class Voice(models.Model):
    """One person's position in a debate; it can be changed until the debate closes."""

    class Stance(models.TextChoices):
        PRO = "pro", _("in favour")
        CON = "con", _("against it")

    debate = models.ForeignKey(Debate, models.CASCADE, related_name="voices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    stance = models.CharField(max_length=3, choices=Stance.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["debate", "user"], name="voice_one_for_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.stance}"


class HeadAnswer(models.Model):
    """The mayor's answer, given once, after the department's."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="head_answer")
    text = models.TextField(_("answer"))
    text_en = models.TextField(_("answer in English"), blank=True)
    planned_on = models.DateField(_("planned date"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="head_answer_has_a_text")]

    def __str__(self) -> str:
        return f"head's answer to {self.proposal_id}"


class Evidence(models.Model):
    """What was done, in words that can be checked: where, how much, how one sees it."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="evidence")
    text = models.TextField(_("what was done"))
    text_en = models.TextField(_("what was done, in English"), blank=True)
    link = models.URLField(_("where it can be seen"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="evidence_has_a_text")]

    def __str__(self) -> str:
        return f"evidence for {self.proposal_id}"
