"""People who propose together: those who joined the author, and the link by which they came."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone


class CoProposerQuerySet(models.QuerySet["CoProposer"]):
    def standing(self) -> "CoProposerQuerySet":
        """Those who have not left."""
        return self.filter(left_at__isnull=True)


class CoProposer(models.Model):
    """Somebody who proposes together with the author. Whoever leaves a public proposal leaves this row behind:
    a committee must still know who stood for it."""

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="co_proposers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="co_proposals")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = CoProposerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "user"], name="co_proposer_once_on_a_proposal")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} proposes {self.proposal_id}"


class Invitation(models.Model):
    """The link by which others become co-proposers. Its words are signed, not stored; one is in force at a time."""

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="invitations")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(revoked_at__isnull=True),
                name="invitation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="invitation_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation to {self.proposal_id}"

    def is_open(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at
