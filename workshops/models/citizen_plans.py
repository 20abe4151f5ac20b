"""A citizen or a group asks to plan a workshop: the city names the theme, they bring sub-topic, size, place and time."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import System, holds
from civic.accounts.models import Role
from civic.areas.models import Area
from civic.common.ids import short_code
from civic.common.models import Titled
from workshops.models.series import Series
from workshops.models.workshops import Workshop


class CitizenPlanQuerySet(models.QuerySet["CitizenPlan"]):
    def visible_to(self, viewer: Any) -> "CitizenPlanQuerySet":
        """Their own for everybody; all of them for hosts and officers."""
        if isinstance(viewer, System) or holds(viewer, Role.Kind.HOST, Role.Kind.OFFICER):
            return self
        if not getattr(viewer, "is_authenticated", False):
            return self.none()
        return self.filter(applicant_id=viewer.pk)

    def waiting(self) -> "CitizenPlanQuerySet":
        """Those that the department owes an answer."""
        return self.filter(state=CitizenPlan.State.SUBMITTED)

    def answered(self) -> "CitizenPlanQuerySet":
        return self.filter(
            state__in=(CitizenPlan.State.ACCEPTED, CitizenPlan.State.CHANGED, CitizenPlan.State.DECLINED)
        )


class CitizenPlan(Titled):
    """An application with its answer. The title is the sub-topic; it and the answer become public, the applicant does not."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("waiting for the department's answer")
        ACCEPTED = "accepted", _("accepted")
        CHANGED = "changed", _("accepted with a change")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    code = models.CharField(max_length=8, unique=True, default=short_code)
    series = models.ForeignKey(Series, models.PROTECT, related_name="applications", verbose_name=_("theme"))
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="workshop_applications"
    )
    group = models.CharField(_("name of your group"), max_length=80, blank=True)
    reason = models.TextField(_("what you want to talk about, and why"), max_length=3000)
    people = models.PositiveSmallIntegerField(
        _("how many people"), validators=[MinValueValidator(3), MaxValueValidator(500)]
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("area"))
    place = models.CharField(_("place"), max_length=200)
    wished_at = models.DateTimeField(_("day and time"))
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), default=120, validators=[MinValueValidator(30), MaxValueValidator(480)]
    )
    needs = models.CharField(_("what people need to take part"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.SUBMITTED)
    submitted_at = models.DateTimeField()
    due_at = models.DateTimeField(_("answered by"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    workshop = models.OneToOneField(
        Workshop, models.PROTECT, null=True, blank=True, related_name="application"
    )

    objects = CitizenPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_at__gt=models.F("submitted_at")),
                name="application_has_time_for_an_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["submitted", "withdrawn"], answered_at__isnull=True)
                | models.Q(state__in=["accepted", "changed", "declined"], answered_at__isnull=False),
                name="application_answer_has_a_date",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["accepted", "changed"], workshop__isnull=False)
                | ~models.Q(state__in=["accepted", "changed"]) & models.Q(workshop__isnull=True),
                name="application_accepted_has_a_workshop",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["changed", "declined"]) | ~models.Q(answer=""),
                name="application_no_and_change_have_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state="submitted"), name="application_waiting"
            ),
        ]

    def is_late(self, at: datetime) -> bool:
        """Whether the department has let its day pass."""
        return self.state == self.State.SUBMITTED and self.due_at <= at
