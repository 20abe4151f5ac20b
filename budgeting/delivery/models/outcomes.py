"""What citizens say of a completed project: is it there as it was promised? And which was the best of a year."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.delivery.models.deliveries import Delivery

ASK_AFTER = timedelta(days=28)
"""How long after the completion citizens are asked: by then one has seen and used it."""
ASK_FOR = timedelta(days=60)
"""How long answers are taken."""


class Verdict(models.Model):
    """What one resident says of the outcome of one project; may be changed while answers are taken."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, it is there and it works")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="verdicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answer = models.CharField(_("answer"), max_length=6, choices=Answer.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "user"], name="verdict_once_by_a_person")]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.answer}"


class AwardQuerySet(models.QuerySet["Award"]):
    def visible_to(self, viewer: Any) -> "AwardQuerySet":
        """Every choice is public from the day it is called."""
        return self


class Award(models.Model):
    """The choice of the best project among those completed in a year."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    counted_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(default=timezone.now)

    objects = AwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="award_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return str(self.year)

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at


class Nominee(models.Model):
    """A project that may be chosen. ``votes`` is written once, after the close."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="nominees")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["award", "delivery"], name="nominee_once")]

    def __str__(self) -> str:
        return str(self.delivery)


class AwardVote(models.Model):
    """One resident's choice. Rows are deleted when the votes are counted: nobody can look up who chose what."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="+")
    nominee = models.ForeignKey(Nominee, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["award", "user"], name="award_vote_once_by_a_person")]

    def __str__(self) -> str:
        return f"{self.award_id}: {self.nominee_id}"
