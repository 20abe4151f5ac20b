"""Reports on what people wrote, and decisions with a rule and a reason. Subjects are named "app.model:key"."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """Why something may be hidden: the published list."""

    PERSONAL_DATA = "personal_data", _("personal data of somebody")
    ABUSE = "abuse", _("abuse or hate")
    SPAM = "spam", _("advertising or spam")
    UNLAWFUL = "unlawful", _("unlawful content")
    OFF_TOPIC = "off_topic", _("has nothing to do with the subject")


class Report(models.Model):
    """Somebody says that a text breaks a rule."""

    subject = models.CharField(max_length=120, db_index=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rule = models.CharField(_("rule"), max_length=20, choices=Rule.choices)
    text = models.CharField(_("what is wrong"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "reporter"], name="report_once_by_a_person")
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=models.Q(decided_at__isnull=True), name="report_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.rule}"


class Decision(models.Model):
    """A moderator's decision on a subject: always with a rule and a reason, always public in the log."""

    class Outcome(models.TextChoices):
        HIDDEN = "hidden", _("hidden")
        KEPT = "kept", _("kept")
        WARNED = "warned", _("kept, and the author warned")
        RESTORED = "restored", _("restored")
        LIFTED = "lifted", _("warning taken back")

    AGAINST_THE_AUTHOR = (Outcome.HIDDEN, Outcome.WARNED)

    subject = models.CharField(max_length=120, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    rule = models.CharField(max_length=20, choices=Rule.choices, blank=True)
    reason = models.TextField(_("reason"))
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="moderation_decision_has_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(outcome="hidden", rule=""), name="moderation_hidden_names_a_rule"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="warned", rule=""), name="moderation_warned_names_a_rule"
            ),
        ]
        indexes = [models.Index(fields=["subject", "-id"])]

    def __str__(self) -> str:
        return f"{self.subject}: {self.outcome}"

    @property
    def subject_key(self) -> str:
        """The number by which the subject is named to the public."""
        return self.subject.partition(":")[2]


class Block(models.Model):
    """For some days the author of a text writes nothing: part of a decision, with its rule and reason."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="block")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField(_("until"))
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "until"], name="block_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} until {self.until}"


class Appeal(models.Model):
    """The author of a hidden text, or one who was warned or blocked, asks for a second look: once for each decision."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.CharField(_("why it should be shown"), max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(decided_at__isnull=True), name="appeal_open")
        ]

    def __str__(self) -> str:
        return f"appeal against {self.decision_id}"
