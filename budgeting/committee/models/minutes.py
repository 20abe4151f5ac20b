"""Minutes, what follows from them: recommendations with a dated answer, and objections to a decision."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Member
from budgeting.committee.models.decisions import Decision
from budgeting.committee.models.sessions import Item, Session
from civic.accounts.actors import is_staff
from civic.areas.models import Department
from civic.audit.models import APPEND_ONLY


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, viewer: Any) -> "MinutesQuerySet":
        """Published minutes are everybody's (what is closed in them is not shown); drafts are the city's and the members'."""
        if is_staff(viewer):
            return self
        shown = models.Q(state=Minutes.State.PUBLISHED)
        if getattr(viewer, "pk", None) is not None:
            shown |= models.Q(session__committee__members__user=viewer)
        return self.filter(shown).distinct()


class Minutes(models.Model):
    """The minutes of a session: drafted from the record, confirmed by members, published with their hash."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONFIRMED = "confirmed", _("confirmed")
        PUBLISHED = "published", _("published")

    class Access(models.TextChoices):
        OPEN = "open", _("open")
        PARTLY = "partly", _("partly open")
        CLOSED = "closed", _("closed")

    session = models.OneToOneField(Session, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    access = models.CharField(_("access"), max_length=10, choices=Access.choices, default=Access.OPEN)
    ground = models.CharField(_("legal ground of what is closed"), max_length=200, blank=True)
    content = models.JSONField(_("what the record says"), default=dict)
    note = models.TextField(_("further remarks"), blank=True)
    digest = models.CharField(_("hash of the content"), max_length=64)
    drafted_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(access="open") | ~models.Q(ground=""), name="closed_minutes_have_a_ground"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="published_minutes_have_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.get_state_display()}"


class Confirmation(models.Model):
    """A member's word that the minutes are right, for the text with this hash. Only added."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="confirmations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="confirmations")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["minutes", "member", "digest"], name="confirmation_once_a_text")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.digest[:12]}"


class Paper(models.Model):
    """Published minutes as a file, in one language. The file is in the storage, its hash here and in the record."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="papers")
    language = models.CharField(max_length=5)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["minutes", "language"], name="paper_once_a_language")]

    def __str__(self) -> str:
        return self.path

    @property
    def path(self) -> str:
        """Where the file lies in the storage."""
        return f"committee/minutes/{self.minutes_id}-{self.language}.pdf"


class Recommendation(models.Model):
    """What a committee recommends to a department, and the department's dated answer."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="recommendations")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    text = models.TextField(_("recommendation"))
    due_on = models.DateField(_("answer due"))
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("official answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="recommendation_answer_has_its_date",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Objection(models.Model):
    """A proposer's objection to a decision, and the committee's answer. One a person and decision."""

    class Result(models.TextChoices):
        STANDS = "stands", _("the decision stands")
        REOPENED = "reopened", _("the committee will deal with it again")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="objections")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("objection"))
    at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("answer due"))
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "user"], name="objection_once_a_person"),
            models.CheckConstraint(
                condition=models.Q(answer="", result="", answered_at__isnull=True)
                | (~models.Q(answer="") & ~models.Q(result="") & models.Q(answered_at__isnull=False)),
                name="objection_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.text[:40]}"
