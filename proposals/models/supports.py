"""Who supports what."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from proposals.models.moves import Merge
from proposals.models.proposals import Proposal


class Support(models.Model):
    """One person supports one proposal, once. ``merge`` names the merge that brought it here from another proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supports")
    at = models.DateTimeField(default=timezone.now)
    merge = models.ForeignKey(Merge, models.PROTECT, null=True, blank=True, related_name="supports")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="support_once_by_a_person")]
        indexes = [models.Index(fields=["user", "-id"], name="support_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} supports {self.proposal_id}"
