"""A project that left the ballot after people had begun to rely on it: when, by whom, on what ground."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from budgeting.voting.triggers import OFF_HAS_A_REASON, OFF_STAYS_OFF, REASON_IS_OF_ONE_OFF


class TakenOff(models.Model):
    """Why a project no longer stands on the ballot. Ballots that name it stay in the box and count without it."""

    class Ground(models.TextChoices):
        LAW = "law", _("a law or a permit does not allow it any more")
        PLACE = "place", _("its place cannot be used any more")
        DONE = "done", _("it is already being done in another way")
        REVIEW = "review", _("its review was wrong")
        PROPOSER = "proposer", _("its proposer has taken it back")
        OTHER = "other", _("another ground, in the text")

    project = models.OneToOneField(Project, models.PROTECT, related_name="taken_off")
    ground = models.CharField(_("Ground"), max_length=8, choices=Ground.choices)
    reason = models.TextField(_("Reason"), max_length=1000)
    reason_en = models.TextField(_("Reason in English"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="stays",
                operation=pgtrigger.UpdateOf("project_id", "ground", "reason", "at") | pgtrigger.Delete,
            ),
            REASON_IS_OF_ONE_OFF,
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=["law", "place", "done", "review", "proposer", "other"]),
                name="taken_off_on_a_known_ground",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="taken_off_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.ground}"


class StandingProject(Project):
    """The rows of projects, for what the database refuses of them here: the cycles below know nothing of the reasons."""

    class Meta:
        proxy = True
        triggers = [OFF_HAS_A_REASON, OFF_STAYS_OFF]
