"""The rubric of a committee, and its members' score sheets."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Committee, Member
from budgeting.committee.session_triggers import SEALED_BY_VOTE
from budgeting.committee.triggers import NO_CONFLICT
from budgeting.cycles.models import Project
from civic.audit.models import APPEND_ONLY


class Criterion(models.Model):
    """A criterion of the rubric; the weights of one committee sum to 100."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=30)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    weight = models.PositiveSmallIntegerField()
    anchors = models.JSONField(_("what each level means"), default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["committee", "key"], name="criterion_keys_differ")]

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class ScoreSheet(models.Model):
    """A member's scores of one project: inserted only; a newer revision replaces the older in the count."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="sheets")
    project = models.ForeignKey(Project, models.PROTECT, related_name="sheets")
    revision = models.PositiveIntegerField(default=1)
    scores = models.JSONField(_("score per criterion"))
    comments = models.JSONField(_("comment per criterion"), default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [*APPEND_ONLY, NO_CONFLICT, SEALED_BY_VOTE]
        constraints = [
            models.UniqueConstraint(fields=["member", "project", "revision"], name="sheet_revisions_differ")
        ]
        indexes = [models.Index(fields=["project", "member", "-revision"])]

    def __str__(self) -> str:
        return f"{self.member} / {self.project} ({self.revision})"
