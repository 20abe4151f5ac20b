"""How proposals move to other places: merged into another, or transferred to another body. Nothing is destroyed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area
from proposals.models.proposals import Proposal


class Merge(models.Model):
    """``source`` says the same as ``target``: its readers are led there, its supporters count there. It can be undone."""

    source = models.ForeignKey(Proposal, models.CASCADE, related_name="merges")
    target = models.ForeignKey(Proposal, models.CASCADE, related_name="taken_in")
    reason = models.CharField(_("reason"), max_length=300)
    state_before = models.CharField(max_length=14)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(undone_at__isnull=True), name="merge_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="merge_into_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} into {self.target_id}"


class Transfer(models.Model):
    """A proposal that another body has to decide on: a borough of the city, or a body outside named in words."""

    class Status(models.TextChoices):
        SENT = "sent", _("sent")
        RECEIVED = "received", _("received there")
        ANSWERED = "answered", _("answered there")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="transfers")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.CharField(_("body outside the city"), max_length=120, blank=True)
    body_en = models.CharField(_("its name in English"), max_length=120, blank=True)
    on = models.DateField(_("date of the transfer"))
    reason = models.CharField(_("reason"), max_length=300)
    state_before = models.CharField(max_length=14)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.SENT)
    note = models.CharField(_("what the other body says"), max_length=500, blank=True)
    link = models.URLField(_("where the other body answers"), blank=True)
    status_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(area__isnull=False, body="") | Q(area__isnull=True) & ~Q(body=""),
                name="transfer_names_one_body",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="transfer_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} to {self.area_id or self.body}"

    @property
    def name(self) -> str:
        """The other body's name in Korean."""
        return self.area.name if self.area is not None else self.body

    @property
    def name_en(self) -> str:
        return self.area.name_en if self.area is not None else self.body_en
