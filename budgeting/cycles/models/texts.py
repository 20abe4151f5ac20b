"""What a project said at each time, so that changes can be told in words."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models.project import Project
from civic.audit.models import APPEND_ONLY


class ProjectVersion(models.Model):
    """A project as it stood from ``at`` on, with why it changed. Only added."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=200, blank=True)
    beneficiaries = models.CharField(max_length=200, blank=True)
    beneficiaries_en = models.CharField(max_length=200, blank=True)
    is_event = models.BooleanField(default=False)
    cost = models.BigIntegerField()
    reason = models.CharField(_("reason"), max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="project_versions_differ"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="project_version_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.number})"
