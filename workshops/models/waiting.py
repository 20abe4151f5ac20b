"""Who waits for a place when all are taken."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models.hosting import own_or_hosted
from workshops.models.workshops import Workshop


class WaitingQuerySet(models.QuerySet["Waiting"]):
    def visible_to(self, viewer: Any) -> "WaitingQuerySet":
        """Their own for everybody; those of their area for the hosts."""
        return self.filter(own_or_hosted(viewer, "workshop__area"))

    def going_on(self) -> "WaitingQuerySet":
        """Waiting, or with a place on offer."""
        return self.filter(ended_at=None)

    def in_line(self) -> "WaitingQuerySet":
        """Waiting without an offer, the first to join first."""
        return self.going_on().filter(offered_at=None).order_by("id")


class Waiting(models.Model):
    """A person in line for a place. A place on offer is held for them: it stays counted as taken until the offer ends.

    Rows are written under the lock of the workshop's row, so that the order of their keys is the order of the line.
    """

    class Outcome(models.TextChoices):
        TOOK = "took", _("took the place")
        LEFT = "left", _("left the list")
        PASSED = "passed", _("let the offer pass")
        CLOSED = "closed", _("the line was closed")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="waiting")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="workshop_waits")
    name = models.CharField(_("name"), max_length=40)
    needs = models.CharField(_("what you need to take part"), max_length=300, blank=True)
    companions = models.PositiveSmallIntegerField(_("companions"), default=0)
    wheelchair = models.BooleanField(_("needs a place for a wheelchair"), default=False)
    answers = models.JSONField(default=dict, blank=True)  # to the host's questions, by the question's key
    kept = models.PositiveSmallIntegerField(default=0)  # places kept so far for a group that needs more
    reserved = models.ForeignKey(
        "workshops.Reserved", models.RESTRICT, null=True, blank=True, related_name="+"
    )  # of which kept sort those are; none are the open ones
    joined_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    offer_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "user"],
                condition=models.Q(ended_at__isnull=True),
                name="waiting_once_by_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(offered_at__isnull=True, offer_until__isnull=True)
                | models.Q(
                    offered_at__isnull=False,
                    offer_until__isnull=False,  # a comparison with nothing would pass
                    offer_until__gt=models.F("offered_at"),
                ),
                name="waiting_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(kept__lte=models.F("companions") + 1, companions__lte=10),
                name="waiting_keeps_what_it_needs",
            ),
            models.CheckConstraint(
                condition=models.Q(reserved__isnull=True) | models.Q(kept__gt=0),
                name="waiting_keeps_places_of_a_sort",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, outcome="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(outcome="")),
                name="waiting_end_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workshop", "id"], condition=models.Q(ended_at__isnull=True), name="waiting_in_line"
            ),
            models.Index(
                fields=["offer_until"],
                condition=models.Q(ended_at__isnull=True),
                name="waiting_offers_ending",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def seats(self) -> int:
        """How many places they need."""
        return 1 + self.companions

    @property
    def holding(self) -> int:
        """How many places count as taken for them now."""
        return self.seats if self.offered_at else self.kept

    def has_offer(self, at: datetime) -> bool:
        """Whether a place is held for this person now."""
        return self.ended_at is None and self.offer_until is not None and self.offer_until > at
