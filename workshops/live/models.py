"""A room, who takes part in it, what they write, and how they answer each other."""

import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.common.ids import short_code
from workshops.models import Opinion, Workshop

TEXT_MAX = 140  # as in Polis: one thought that is read in one look
HEADS_MAX = 30


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, viewer: Any) -> "RoomQuerySet":
        """Whoever has the code may come in, as they may walk into the hall; not before the workshop is announced."""
        if is_staff(viewer):
            return self
        return self.exclude(workshop__state__in=[Workshop.State.PLANNED, Workshop.State.CANCELLED])

    def for_pages(self) -> "RoomQuerySet":
        """With the workshop, and with which reckoning of the groups is the last, without the groups themselves."""
        found = self.select_related("workshop", "groups")
        return found.defer("groups__data", "groups__members")


class Room(models.Model):
    """``version`` rises with every change that all phones must learn of; a page that has seen it costs one query."""

    class Phase(models.TextChoices):
        WRITE = "write", _("write")
        GROUP = "group", _("group")
        CHOOSE = "choose", _("choose")
        CLOSED = "closed", _("wrap up")

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="room")
    code = models.CharField(max_length=6, unique=True, default=short_code)
    phase = models.CharField(max_length=6, choices=Phase.choices, default=Phase.WRITE)
    question = models.CharField(_("what the room is asked"), max_length=140)
    question_en = models.CharField(_("what the room is asked, in English"), max_length=140, blank=True)
    moderated = models.BooleanField(_("staff look at each statement before others see it"), default=True)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phase="closed", closed_at__isnull=False)
                | (~models.Q(phase="closed") & models.Q(closed_at__isnull=True)),
                name="room_closed_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.question}"

    def get_absolute_url(self) -> str:
        return reverse("live:room", args=[self.code])

    @property
    def is_closed(self) -> bool:
        return self.phase == self.Phase.CLOSED


class Participant(models.Model):
    """A phone in the room, or a table whose recorder enters for everybody who sits there. No name, no account.

    ``key`` is what the phone's cookie holds; blank on a table that waits for another device. ``alias`` is what stands
    beside the votes that leave the room, so that nobody finds a phone by its votes or the other way round.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="participants")
    key = models.CharField(max_length=32, blank=True)
    alias = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    table = models.CharField(_("table"), max_length=20, blank=True)
    heads = models.PositiveSmallIntegerField(_("people at the table"), default=1)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="live_participant_key_once"
            ),
            models.UniqueConstraint(
                fields=["room", "table"], condition=~models.Q(table=""), name="live_table_once"
            ),
            models.CheckConstraint(
                condition=models.Q(table="", heads=1)
                | (~models.Q(table="") & models.Q(heads__gte=1, heads__lte=HEADS_MAX)),
                name="live_phone_is_one_head",
            ),
            models.CheckConstraint(condition=~models.Q(key="", table=""), name="live_phone_has_a_key"),
        ]

    def __str__(self) -> str:
        return self.table or "phone"

    @property
    def is_table(self) -> bool:
        return bool(self.table)


class StatementQuerySet(models.QuerySet["Statement"]):
    def admitted(self) -> "StatementQuerySet":
        """What others may read and answer."""
        return self.filter(state__in=Statement.ADMITTED)


class Bundle(models.Model):
    """Statements that belong together, under a title."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="bundles")
    title = models.CharField(_("title of the bundle"), max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "title"], name="live_bundle_titles_differ")]

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """One thought of up to 140 characters. ``receipt`` goes with it into the record: its writer finds the answer by it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being looked at")
        SHORTLISTED = "shortlisted", _("admitted")
        ON_SCREEN = "on_screen", _("on the screen")
        ANSWERED = "answered", _("answered in the room")
        HIDDEN = "hidden", _("not shown")

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("opinion")
        QUESTION = "question", _("question")

    ADMITTED = (State.SHORTLISTED, State.ON_SCREEN, State.ANSWERED)

    room = models.ForeignKey(Room, models.CASCADE, related_name="statements")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.STATEMENT)
    text = models.CharField(_("statement"), max_length=TEXT_MAX)
    state = models.CharField(max_length=11, choices=State.choices, default=State.WAITING)
    bundle = models.ForeignKey(Bundle, models.SET_NULL, null=True, blank=True, related_name="statements")
    receipt = models.CharField(max_length=10, unique=True)
    opinion = models.OneToOneField(Opinion, models.SET_NULL, null=True, blank=True, related_name="statement")
    written_at = models.DateTimeField()

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "text"], name="live_statement_once_by_a_phone"),
            models.CheckConstraint(condition=~models.Q(text=""), name="live_statement_says_something"),
        ]
        indexes = [models.Index(fields=["room", "state", "id"], name="live_statement_by_state")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION


class Answer(models.Model):
    """How a participant answers a statement: one of the three for a phone, head counts for a table."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="answers")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="answers")
    agree = models.PositiveSmallIntegerField(default=0)
    disagree = models.PositiveSmallIntegerField(default=0)
    unsure = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "participant"], name="live_answer_once"),
            models.CheckConstraint(
                condition=models.Q(agree__gte=1) | models.Q(disagree__gte=1) | models.Q(unsure__gte=1),
                name="live_answer_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"+{self.agree} -{self.disagree} ?{self.unsure}"

    @property
    def heads(self) -> int:
        return self.agree + self.disagree + self.unsure


class Groups(models.Model):
    """The opinion groups of a room while it runs: what its pages show, and from how much it was reckoned.

    ``number`` rises when what is shown has changed; a page carries it in its tag. ``seen`` says which answers were
    counted, so that nothing is reckoned where nothing has changed. ``data`` is empty under ten voters.
    ``members`` gives the letter of each phone's group: a group keeps its letter by it, and a phone is told its own.
    """

    room = models.OneToOneField(Room, models.CASCADE, related_name="groups")
    number = models.PositiveIntegerField(default=0)
    seen = models.CharField(max_length=80)
    people = models.PositiveIntegerField()
    statements = models.PositiveIntegerField()
    votes = models.PositiveIntegerField()
    letters = models.CharField(max_length=5, blank=True)
    computed_at = models.DateTimeField()
    data = models.JSONField(default=dict)
    members = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"groups of {self.room_id}: {self.letters}"
