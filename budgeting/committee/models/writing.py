"""Resolutions in writing: the motion that is sent round, and each member's vote on it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Member
from budgeting.committee.models.sessions import Item, Motion
from budgeting.committee.session_triggers import VOTE_IN_WRITING
from civic.audit.models import APPEND_ONLY


class Resolution(models.Model):
    """The motion on an item that members vote on in writing: what carries with it is what will be published."""

    KINDS = (Motion.Kind.CARRY, Motion.Kind.CONDITION, Motion.Kind.REJECT)

    item = models.OneToOneField(Item, models.CASCADE, related_name="resolution")
    kind = models.CharField(_("motion"), max_length=10, choices=[(one.value, one.label) for one in KINDS])
    text = models.CharField(_("words of the motion"), max_length=300, blank=True)
    reason = models.TextField(_("reason"))
    reason_en = models.TextField(_("reason in English"), blank=True)
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    condition_en = models.CharField(_("condition in English"), max_length=300, blank=True)
    code = models.CharField(_("code of a refusal"), max_length=30, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="resolution_has_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(kind="condition") | ~models.Q(condition=""),
                name="resolution_condition_is_written",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="reject") | ~models.Q(code=""), name="resolution_refusal_has_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_kind_display()}"


class WrittenVote(models.Model):
    """A member's vote on a motion, given on their own page. It stands; nobody but the member sees how they voted."""

    class Choice(models.TextChoices):
        AYE = "aye", _("for")
        NO = "no", _("against")
        ABSTAIN = "abstain", _("abstain")

    item = models.ForeignKey(Item, models.PROTECT, related_name="written_votes")
    member = models.ForeignKey(Member, models.PROTECT, related_name="written_votes")
    choice = models.CharField(_("vote"), max_length=10, choices=Choice.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [*APPEND_ONLY, VOTE_IN_WRITING]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="written_vote_once_a_member"),
            models.CheckConstraint(
                condition=models.Q(choice__in=["aye", "no", "abstain"]), name="written_vote_is_one_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} / {self.item}"
