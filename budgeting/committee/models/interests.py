"""What a member declares on a project before its content is shown."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Member
from budgeting.committee.triggers import WITHDRAWAL_STAYS
from budgeting.cycles.models import Project
from civic.audit.models import APPEND_ONLY


class Declaration(models.Model):
    """A member's declaration on one project: required before its content is shown. Only added; the newest counts."""

    class Interest(models.TextChoices):
        NONE = "none", _("no interest")
        SELF = "self", _("I withdraw myself")
        AUTOMATIC = "automatic", _("excluded by rule")

    member = models.ForeignKey(Member, models.PROTECT, related_name="declarations")
    project = models.ForeignKey(Project, models.PROTECT, related_name="declarations")
    interest = models.CharField(max_length=10, choices=Interest.choices)
    ground = models.CharField(_("ground (not published)"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [*APPEND_ONLY, WITHDRAWAL_STAYS]
        indexes = [models.Index(fields=["project", "member", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interest="none") | ~models.Q(ground=""),
                name="declaration_of_interest_has_a_ground",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} / {self.project}: {self.get_interest_display()}"
