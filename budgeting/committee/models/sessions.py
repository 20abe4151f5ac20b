"""Sessions of a committee: agenda, attendance, motions, what was said, and where it went and looked."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Committee, Member
from budgeting.committee.session_triggers import ITEM_HAS_QUORUM
from budgeting.cycles.models import Project
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.audit.models import APPEND_ONLY


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, viewer: Any) -> "SessionQuerySet":
        """Called sessions are public; one that is being prepared is the secretary's."""
        shown = self.filter(committee__in=Committee.objects.visible_to(viewer))
        return shown if holds(viewer, Role.Kind.SECRETARY) else shown.exclude(state=Session.State.DRAFT)


class Session(models.Model):
    """One sitting of a committee, with its date, place, agenda, and whom to call."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        CALLED = "called", _("called")
        OPEN = "open", _("in session")
        CLOSED = "closed", _("session over")
        CANCELLED = "cancelled", _("cancelled")

    class Way(models.TextChoices):
        ROOM = "room", _("in a room")
        ONLINE = "online", _("online")
        WRITTEN = "written", _("in writing")

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    way = models.CharField(_("how it is held"), max_length=10, choices=Way.choices, default=Way.ROOM)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("votes in writing are taken until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    officer = models.CharField(_("whom to ask"), max_length=60)
    phone = models.CharField(_("telephone"), max_length=30)
    called_at = models.DateTimeField(_("notice given"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="session_numbers_differ"),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(called_at__isnull=False),
                name="session_was_called",
            ),
            models.CheckConstraint(
                condition=~models.Q(way="written")
                | models.Q(ends_at__isnull=False, ends_at__gt=models.F("starts_at")),
                name="session_in_writing_has_a_deadline",
            ),
        ]

    def __str__(self) -> str:
        said = _("Session %(n)s, in writing") if self.is_written else _("Session %(n)s")
        return str(said) % {"n": self.number}

    def get_absolute_url(self) -> str:
        return reverse("committee:session", args=[self.pk])

    @property
    def named(self) -> dict[str, str]:
        """What every notice of a session says of it: whose it is, in both languages, and which."""
        return {
            "title": self.committee.name,
            "title_en": self.committee.name_en,
            "number": str(self.number),
        }

    @property
    def is_written(self) -> bool:
        """Do members vote on a motion on their own page, until a deadline, instead of meeting?"""
        return self.way == Session.Way.WRITTEN


class Attendance(models.Model):
    """Whether a member was there. A member who votes in writing counts as there."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    present = models.BooleanField(_("present"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="attendance_once_a_member")]

    def __str__(self) -> str:
        return f"{self.member}: {self.present}"


class Item(models.Model):
    """An item of the agenda, with or without a project. Its numbers are written when it is decided, and then stand."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not dealt with yet")
        DECIDED = "decided", _("decided")
        DEFERRED = "deferred", _("deferred")

    class Outcome(models.TextChoices):
        CARRIED = "carried", _("carried")
        CONDITIONAL = "conditional", _("carried, with a condition")
        LOST = "lost", _("not carried")

    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("place on the agenda"))
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="agenda_items")
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    reason_en = models.TextField(_("reason in English"), blank=True)
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    condition_en = models.CharField(_("condition in English"), max_length=300, blank=True)
    code = models.CharField(_("code of a refusal"), max_length=30, blank=True)
    enrolled = models.PositiveSmallIntegerField(_("voting members"), null=True, blank=True)
    recused = models.PositiveSmallIntegerField(_("recused"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("present and not recused"), null=True, blank=True)
    needed = models.PositiveSmallIntegerField(_("needed for a quorum"), null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        triggers = [ITEM_HAS_QUORUM]
        constraints = [
            models.UniqueConstraint(fields=["session", "position"], name="agenda_places_differ"),
            models.UniqueConstraint(fields=["session", "project"], name="agenda_has_a_project_once"),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | ~models.Q(reason=""), name="settled_item_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="decided")
                | models.Q(present__isnull=False, needed__gte=1, present__gte=models.F("needed")),
                name="decided_item_has_a_quorum",
            ),
            models.CheckConstraint(
                condition=models.Q(state="decided", outcome__in=["carried", "conditional", "lost"])
                | (~models.Q(state="decided") & models.Q(outcome="")),
                name="decided_item_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="conditional") | ~models.Q(condition=""),
                name="item_condition_is_written",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="lost") | ~models.Q(code=""), name="lost_item_has_a_code"
            ),
        ]

    def __str__(self) -> str:
        return (self.title_en or self.title) if get_language() == "en" else self.title


class Motion(models.Model):
    """A motion on an item and how it was voted on: numbers, not names. Only added."""

    class Kind(models.TextChoices):
        CARRY = "carry", _("to approve")
        CONDITION = "condition", _("to approve with a condition")
        REJECT = "reject", _("to reject")
        DEFER = "defer", _("to defer")

    item = models.ForeignKey(Item, models.PROTECT, related_name="motions")
    kind = models.CharField(_("motion"), max_length=10, choices=Kind.choices)
    text = models.CharField(_("words of the motion"), max_length=300, blank=True)
    ayes = models.PositiveSmallIntegerField(_("for"))
    noes = models.PositiveSmallIntegerField(_("against"))
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), default=0)
    present = models.PositiveSmallIntegerField(_("present and not recused"))
    needed = models.PositiveSmallIntegerField(_("needed for a quorum"))
    carried = models.BooleanField(_("carried"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    present__gte=models.F("ayes") + models.F("noes") + models.F("abstentions")
                ),
                name="motion_has_no_more_votes_than_people",
            ),
            models.CheckConstraint(
                condition=models.Q(present__gte=models.F("needed"), needed__gte=1), name="motion_has_a_quorum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.ayes}/{self.noes}/{self.abstentions}"


class Contribution(models.Model):
    """What a member wrote in the discussion of an item; read by members who are not recused. Only added."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="contributions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="contributions")
    text = models.TextField(_("contribution"), max_length=2000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.member}: {self.text[:40]}"


class Visit(models.Model):
    """A visit to the place of a project: when, who went, what was found."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="visits")
    project = models.ForeignKey(Project, models.PROTECT, related_name="visits")
    on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=120)
    went = models.PositiveSmallIntegerField(_("members who went"))
    finding = models.TextField(_("what was found"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(went__gte=1) & ~models.Q(finding=""), name="visit_found"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.on}"
