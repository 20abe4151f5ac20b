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


class Uncounted(models.Model):
    """A support given or taken back while somebody else had the proposal's row: the counter has not moved by it yet.

    Always true of a proposal not imported: ``support_count`` and the sum of these are the number of its supports.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    by = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(by__in=(1, -1)), name="uncounted_is_of_one_person")
        ]

    def __str__(self) -> str:
        return f"{self.by:+d} for {self.proposal_id}"
