"""Listening workshops: registration, attendance, opinions and what became of each."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department, Topic
from civic.comments.models import Thread
from civic.common.ids import short_code
from civic.common.models import Titled
from civic.processes.models import Process
from proposals.models import Proposal


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def visible_to(self, viewer: Any) -> "WorkshopQuerySet":
        """Announced workshops for everybody; planned ones for staff."""
        return self if is_staff(viewer) else self.exclude(state=Workshop.State.PLANNED)


class Workshop(Titled):
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

    code = models.CharField(max_length=8, unique=True, default=short_code)
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="workshops")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, default=Format.IN_PERSON)
    summary = models.TextField(_("what it is about"), blank=True)
    summary_en = models.TextField(_("what it is about, in English"), blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, related_name="workshops")
    place = models.CharField(_("place"), max_length=200, blank=True)
    access_notes = models.CharField(_("access"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveIntegerField(_("places"))
    registered_count = models.PositiveIntegerField(default=0)
    sign_language = models.BooleanField(_("sign-language interpreting"), default=False)
    captions = models.BooleanField(_("captions"), default=False)
    childcare = models.BooleanField(_("childcare"), default=False)
    answer_due_at = models.DateTimeField(_("all opinions answered by"), null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="workshop")
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="workshop_ends_after_it_begins"),
            models.CheckConstraint(condition=models.Q(registered_count__lte=models.F("capacity")), name="workshop_capacity_holds"),
        ]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="workshop_newest")]


class Registration(models.Model):
    """A seat taken by a person. Cancelled rows stay; a person has at most one that is in force."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="registrations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="registrations")
    name = models.CharField(_("name"), max_length=40)
    code = models.CharField(max_length=8, default=short_code)
    needs = models.CharField(_("what you need to take part"), max_length=300, blank=True)
    walk_in = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "user"], condition=models.Q(cancelled_at__isnull=True, user__isnull=False), name="registration_once_by_a_person"
            ),
            models.UniqueConstraint(fields=["workshop", "code"], name="registration_codes_differ"),
        ]


class Opinion(models.Model):
    """The unit of the whole platform: something that somebody said, with an owner, a disposition and a reason."""

    class Disposition(models.TextChoices):
        OPEN = "open", _("being looked at")
        DONE = "done", _("reflected")
        IN_PROGRESS = "in_progress", _("being reflected")
        PARTLY = "partly", _("reflected in part")
        LONG_TERM = "long_term", _("under long-term review")
        IN_FORCE = "in_force", _("already in force")
        NOT_POSSIBLE = "not_possible", _("not possible")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="opinions")
    receipt = models.CharField(_("receipt code"), max_length=10, unique=True)
    table = models.CharField(_("table"), max_length=20, blank=True)
    text = models.TextField(_("opinion"), max_length=1000)
    text_en = models.TextField(_("opinion in English"), max_length=1000, blank=True)
    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="opinions")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="opinions")
    routed_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    disposition = models.CharField(max_length=12, choices=Disposition.choices, default=Disposition.OPEN)
    reason_code = models.CharField(max_length=12, blank=True)
    answer = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    planned_on = models.DateField(null=True, blank=True)
    recheck_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, blank=True, related_name="opinions")
    external_id = models.CharField(max_length=120, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "external_id"], name="opinion_external_id_once"),
            models.CheckConstraint(condition=models.Q(disposition="open") | ~models.Q(answer=""), name="opinion_disposition_has_an_answer"),
            models.CheckConstraint(condition=~models.Q(disposition="not_possible") | ~models.Q(reason_code=""), name="opinion_refusal_has_a_reason"),
        ]
        indexes = [models.Index(fields=["workshop", "id"]), models.Index(fields=["due_at"], condition=models.Q(disposition="open"), name="opinion_due")]


class StatementVote(models.Model):
    """Agree (1), pass (0) or disagree (-1) with an opinion, by a participant who may have no account."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="votes")
    participant = models.CharField(max_length=40)
    value = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opinion", "participant"], name="statement_vote_once"),
            models.CheckConstraint(condition=models.Q(value__in=[-1, 0, 1]), name="statement_vote_is_one_of_three"),
        ]
