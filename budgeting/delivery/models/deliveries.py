"""What becomes of a funded project: milestones with dates, money planned and spent, delays with reasons."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from civic.areas.models import Department
from civic.attachments.models import Folder
from civic.audit.models import APPEND_ONLY


class Delivery(models.Model):
    """The carrying out of one funded project."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("under way")
        DELAYED = "delayed", _("delayed")
        COMPLETED = "completed", _("completed")
        CANCELLED = "cancelled", _("cancelled")

    project = models.OneToOneField(Project, models.PROTECT, related_name="delivery")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    planned = models.BigIntegerField(_("planned money in won"))
    reason = models.CharField(_("reason of a delay or cancellation"), max_length=300, blank=True)
    reason_en = models.CharField(_("the reason in English"), max_length=300, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(_("citizens asked about the outcome"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["delayed", "cancelled"]) | ~models.Q(reason=""),
                name="delivery_delay_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="completed") | models.Q(completed_on__isnull=False),
                name="delivery_completed_has_a_day",
            ),
            models.CheckConstraint(condition=models.Q(planned__gt=0), name="delivery_plans_money"),
        ]

    def __str__(self) -> str:
        return str(self.project)


class Milestone(models.Model):
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=120)
    title_en = models.CharField(_("milestone in English"), max_length=120, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField(_("planned for"))
    done_on = models.DateField(_("reached on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    folder = models.OneToOneField(Folder, models.SET_NULL, null=True, related_name="milestone")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="milestone_weighs_something")
        ]

    def __str__(self) -> str:
        return (self.title_en or self.title) if get_language() == "en" else self.title


class Slip(models.Model):
    """A date that moved: the old and the new one, with the reason."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="slips")
    old_due_on = models.DateField()
    new_due_on = models.DateField()
    reason = models.CharField(_("reason"), max_length=300)
    reason_en = models.CharField(_("the reason in English"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        triggers = APPEND_ONLY
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="slip_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.old_due_on} → {self.new_due_on}"


class Spending(models.Model):
    """Money spent on a project, in won; a correction is a row of its own (it may be negative)."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="spendings")
    amount = models.BigIntegerField(_("amount in won"))
    on = models.DateField(_("day"))
    purpose = models.CharField(_("what for"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "id"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="spending_is_of_money"),
            models.CheckConstraint(condition=~models.Q(purpose=""), name="spending_says_what_for"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.amount}"
