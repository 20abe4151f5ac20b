"""A member's work on one project: the draft, the sheet that was handed in, its reopening, and the closing of the item."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Member
from budgeting.committee.models.rounds import Round
from budgeting.committee.session_triggers import SEALED_BY_VOTE
from budgeting.committee.triggers import DRAFT_NO_CONFLICT, NO_CONFLICT, REMARK_NO_CONFLICT
from budgeting.cycles.models import Project
from civic.audit.models import APPEND_ONLY


class Draft(models.Model):
    """What a member has typed and not handed in: theirs alone, saved as they go, deleted when the sheet is handed in."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="drafts")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    scores = models.JSONField(default=dict)
    comments = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [DRAFT_NO_CONFLICT]
        constraints = [
            models.UniqueConstraint(fields=["member", "project", "round"], name="draft_once_of_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.member} / {self.project} (draft)"


class ScoreSheet(models.Model):
    """A member's scores of one project, handed in: inserted only. A further revision needs the chair's reopening."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="sheets")
    member = models.ForeignKey(Member, models.PROTECT, related_name="sheets")
    project = models.ForeignKey(Project, models.PROTECT, related_name="sheets")
    revision = models.PositiveIntegerField(default=1)
    scores = models.JSONField(_("score per criterion"))
    comments = models.JSONField(_("comment per criterion"), default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = [*APPEND_ONLY, NO_CONFLICT, SEALED_BY_VOTE]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "member", "project", "revision"], name="sheet_revisions_differ"
            )
        ]
        indexes = [models.Index(fields=["project", "member", "-revision"])]

    def __str__(self) -> str:
        return f"{self.member} / {self.project} ({self.revision})"


class Reopening(models.Model):
    """The chair let a member hand in one more revision, and said why."""

    sheet = models.OneToOneField(ScoreSheet, models.PROTECT, related_name="reopening")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="reopening_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.reason}"


class Closing(models.Model):
    """The end of scoring on one project: no sheet after it, the numbers as they then stood, and the hash of the sheets.

    From here the committee sees all scores; the public sees them, without names, when the decision is taken.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="closings")
    project = models.ForeignKey(Project, models.PROTECT, related_name="closings")
    revision = models.PositiveSmallIntegerField(default=1)
    """Another one is written only where somebody drops out after the closing (a late declaration, a challenge)."""
    sheets = models.JSONField(_("ids of the sheets that counted"), default=list)
    score = models.DecimalField(_("score of 100"), max_digits=5, decimal_places=2)
    median = models.DecimalField(max_digits=5, decimal_places=2)
    lowest = models.DecimalField(max_digits=5, decimal_places=2)
    highest = models.DecimalField(max_digits=5, decimal_places=2)
    deviation = models.DecimalField(max_digits=5, decimal_places=2)
    raters = models.PositiveSmallIntegerField()
    dropped = models.PositiveSmallIntegerField(default=0)
    members = models.PositiveSmallIntegerField(_("voting members concerned"))
    recused_self = models.PositiveSmallIntegerField(default=0)
    recused_rule = models.PositiveSmallIntegerField(default=0)
    recused_challenge = models.PositiveSmallIntegerField(default=0)
    voided = models.PositiveSmallIntegerField(_("sheets voided by a late declaration"), default=0)
    digest = models.CharField(_("SHA-256 of the sheets without names"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["round", "project", "revision"], name="closing_revisions_differ"),
            models.CheckConstraint(condition=models.Q(raters__gte=1), name="closing_has_raters"),
            models.CheckConstraint(
                condition=models.Q(lowest__lte=models.F("score"), score__lte=models.F("highest")),
                name="closing_score_between_the_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.score}"

    @property
    def recused(self) -> int:
        return self.recused_self + self.recused_rule + self.recused_challenge

    @property
    def spread(self) -> object:
        """Highest minus lowest, in points."""
        return self.highest - self.lowest


class Remark(models.Model):
    """What a member says to the others on one project, inside the committee. Only added; a recused member sees none."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="remarks")
    project = models.ForeignKey(Project, models.PROTECT, related_name="remarks")
    text = models.TextField(_("remark"), max_length=2000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        triggers = [*APPEND_ONLY, REMARK_NO_CONFLICT]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="remark_says_something")]

    def __str__(self) -> str:
        return f"{self.member} / {self.project}: {self.text[:40]}"
