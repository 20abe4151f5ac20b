"""Two questions after a workshop. Who answered is not stored, only that this person did."""

from django.db import models
from django.utils.crypto import salted_hmac

from civic.accounts.models import User
from workshops.models.workshops import Workshop


class Feedback(models.Model):
    """1 (not at all) to 5 (fully). ``once`` is a keyed hash of workshop and person: it keeps the second answer out and
    names nobody."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="feedback")
    once = models.CharField(max_length=64)
    heard = models.PositiveSmallIntegerField()
    trusts = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "once"], name="feedback_once_by_a_person"),
            models.CheckConstraint(
                condition=models.Q(heard__range=(1, 5), trusts__range=(1, 5)), name="feedback_is_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heard}/{self.trusts}"


def once_key(workshop: Workshop, user: User) -> str:
    """The same for the same person and workshop, and nothing that leads back to the person without the server's key."""
    return salted_hmac("workshops.feedback", f"{workshop.pk}:{user.pk}", algorithm="sha256").hexdigest()
