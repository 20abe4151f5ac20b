"""The workshop itself: when, where, who hosts it, how many places, and how far it has come."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department, Topic
from civic.attachments.models import Folder
from civic.comments.models import Thread
from civic.common.ids import short_code
from civic.common.models import Titled
from civic.common.periods import due_after
from civic.processes.models import Process
from workshops.models.invitations import Invitation
from workshops.models.registrations import Registration
from workshops.models.series import Series

RECORD_DAYS = 7  # after the end, the record is published within this time (journeys.md C10)
ANSWER_DAYS = 30  # after the end, every opinion is answered within this time where staff set no other day


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def visible_to(self, viewer: Any) -> "WorkshopQuerySet":
        """Announced workshops for everybody, private ones for those who are invited; planned ones for staff and planner."""
        if is_staff(viewer):
            return self
        shown = ~models.Q(state=Workshop.State.PLANNED) & readable(viewer)
        if getattr(viewer, "is_authenticated", False):
            shown |= models.Q(planner_id=viewer.pk)
        return self.filter(shown)

    def with_names(self) -> "WorkshopQuerySet":
        """With the rows whose names every page shows, so that no list asks for them one by one."""
        return self.select_related("area", "department", "topic", "series")


def readable(viewer: Any, prefix: str = "") -> models.Q:
    """Workshops that are not private, and private ones to which the viewer is invited or registered.

    ``prefix`` leads to the workshop from another row ("workshop__"). Staff are asked about before.
    """
    found = ~models.Q(**{f"{prefix}access": Workshop.Access.PRIVATE})
    if not getattr(viewer, "is_authenticated", False):
        return found
    invited = Invitation.objects.accepted().filter(user_id=viewer.pk).values("workshop")
    registered = Registration.objects.in_force().filter(user_id=viewer.pk).values("workshop")
    return found | models.Q(**{f"{prefix}pk__in": invited}) | models.Q(**{f"{prefix}pk__in": registered})


class Workshop(Titled):
    """A listening workshop (청책토론회). ``sequence`` rises with every change that a calendar must learn of."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        ANNOUNCED = "announced", _("open for registration")
        HELD = "held", _("held, record in preparation")
        RECORDED = "recorded", _("record published, opinions being answered")
        REPORTED = "reported", _("every opinion answered")
        CANCELLED = "cancelled", _("cancelled")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")

    class Access(models.TextChoices):
        OPEN = "open", _("everybody reads and registers")
        TRANSPARENT = "transparent", _("everybody reads, invited people register")
        PRIVATE = "private", _("only invited people read and register")

    class Assured(models.TextChoices):
        HELP = (
            "help",
            _("Interpreting, captions and childcare are decided; what is not ticked is not offered"),
        )
        HEARD = "heard", _("People who are rarely heard were thought of and asked")
        SAFETY = (
            "safety",
            _("The room is safe for this number of people, and there is a plan for an emergency"),
        )
        INTERESTS = "interests", _("Nobody who leads or speaks has a private interest in the outcome")
        ELECTION = "election", _("Gifts, meals and publicity keep to the election law")
        PLAIN = "plain", _("The text is in plain Korean")

    code = models.CharField(max_length=8, unique=True, default=short_code)
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="workshops")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, default=Format.IN_PERSON)
    summary = models.TextField(_("what it is about"), blank=True)
    summary_en = models.TextField(_("what it is about, in English"), blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, related_name="workshops")
    partners = models.ManyToManyField(
        Department, related_name="partnered_workshops", blank=True, verbose_name=_("partner departments")
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="workshops", verbose_name=_("series")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    access_notes = models.CharField(_("access"), max_length=300, blank=True)
    access_notes_en = models.CharField(_("access in English"), max_length=300, blank=True)
    online_url = models.URLField(_("address of the online room"), max_length=300, blank=True)
    terms = models.TextField(_("terms of taking part"), max_length=2000, blank=True)
    terms_en = models.TextField(_("terms of taking part, in English"), max_length=2000, blank=True)
    contact = models.CharField(_("who answers questions"), max_length=120, blank=True)
    assured = ArrayField(
        models.CharField(max_length=9, choices=Assured.choices), default=list, blank=True
    )  # what the host has confirmed before publishing
    by_citizens = models.BooleanField(
        _("planned by citizens"), default=False
    )  # stays when the planner leaves
    planned_by = models.CharField(
        _("planned by"), max_length=80, blank=True
    )  # the group, if it is to be named
    planner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="planned_workshops"
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveIntegerField(_("places"))
    registered_count = models.PositiveIntegerField(
        default=0
    )  # places taken, those on offer and companions included
    reserved_seats = models.PositiveIntegerField(default=0)  # of the places, how many are kept for some
    reserved_taken = models.PositiveIntegerField(default=0)
    companions_max = models.PositiveSmallIntegerField(
        _("companions that one person may bring"), default=0, validators=[MaxValueValidator(10)]
    )
    access = models.CharField(_("who may come"), max_length=11, choices=Access.choices, default=Access.OPEN)
    sign_language = models.BooleanField(_("sign-language interpreting"), default=False)
    captions = models.BooleanField(_("captions"), default=False)
    childcare = models.BooleanField(_("childcare"), default=False)
    answer_due_at = models.DateTimeField(_("all opinions answered by"), null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    cancel_reason_en = models.CharField(max_length=300, blank=True)
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="workshop")
    folder = models.OneToOneField(Folder, models.SET_NULL, null=True, related_name="workshop")
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(_("record published"), null=True, blank=True)
    reported_at = models.DateTimeField(_("every opinion answered"), null=True, blank=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="workshop_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(registered_count__lte=models.F("capacity")), name="workshop_capacity_holds"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    reserved_taken__lte=models.F("reserved_seats"),
                    registered_count__gte=models.F("reserved_taken"),
                    registered_count__lte=models.F("capacity")
                    - models.F("reserved_seats")
                    + models.F("reserved_taken"),
                ),
                name="workshop_reserved_places_hold",
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="workshop_newest"),
            models.Index(fields=["ends_at"], name="workshop_ending"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("workshops:detail", args=[self.code])

    @property
    def minutes(self) -> int:
        """How long it is; the agenda fills exactly this."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def seats_left(self) -> int:
        """Places that anybody can take."""
        return max(self.open_seats - self.open_taken, 0)

    @property
    def open_seats(self) -> int:
        """Places that are not kept for some."""
        return self.capacity - self.reserved_seats

    @property
    def open_taken(self) -> int:
        """How many of the open places are taken or on offer."""
        return self.registered_count - self.reserved_taken

    @property
    def public_series(self) -> Series | None:
        """Its series, once that is shown to everybody."""
        return self.series if self.series is not None and self.series.is_public else None

    @property
    def is_imported(self) -> bool:
        """A conversation held elsewhere and brought in with its votes; nobody promised answers to it."""
        return bool(self.external_id and self.external_id.startswith("polis:"))

    @property
    def has_record(self) -> bool:
        """Are the opinions public?"""
        return self.state in (self.State.RECORDED, self.State.REPORTED)

    @property
    def record_due_at(self) -> datetime:
        """When the record is to be public at the latest."""
        return due_after(self.ends_at, RECORD_DAYS)

    @property
    def answers_due_at(self) -> datetime:
        """When every opinion is to be answered: the day that staff set, else a fixed time after the end."""
        return self.answer_due_at or due_after(self.ends_at, ANSWER_DAYS)
