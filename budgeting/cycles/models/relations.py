"""How projects stand to one another: those that exclude one another, and those that went into others."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models.project import Project
from budgeting.cycles.triggers import FROZEN_PAIRS
from civic.audit.models import APPEND_ONLY


class Incompatibility(models.Model):
    """Two projects of one envelope that cannot both be carried out. The pair is stored once, the smaller key first."""

    first = models.ForeignKey(Project, models.CASCADE, related_name="+")
    second = models.ForeignKey(Project, models.CASCADE, related_name="+")
    reason = models.CharField(_("why both cannot be done"), max_length=300)
    reason_en = models.CharField(_("why both cannot be done, in English"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        triggers = [FROZEN_PAIRS]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="incompatible_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="incompatible_smaller_first"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="incompatible_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ✕ {self.second}"


class Lineage(models.Model):
    """A project that went into another: several merged into one, or one divided into several. Only added."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("merged")
        SPLIT = "split", _("divided")

    ancestor = models.ForeignKey(Project, models.CASCADE, related_name="heirs")
    heir = models.ForeignKey(Project, models.CASCADE, related_name="ancestors")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "heir"], name="lineage_once"),
            models.CheckConstraint(
                condition=~models.Q(ancestor=models.F("heir")), name="lineage_of_two_projects"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="lineage_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor} → {self.heir}"
