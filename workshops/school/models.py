"""Courses with their sessions, who is enrolled, who was there, who completed the course."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department
from civic.common.ids import short_code
from civic.common.models import Titled
from workshops.models import Workshop
from workshops.models.hosting import own_or_hosted


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, viewer: Any) -> "CourseQuerySet":
        """Announced courses for everybody; planned ones for staff."""
        return self if is_staff(viewer) else self.exclude(state=Course.State.PLANNED)


class Course(Titled):
    """A course of several sessions. ``attend_percent`` is the rule of completion: so many of its sessions at least.

    ``enrolled_count`` is guarded by the row's lock; ``begins_at`` is the beginning of its first session, kept beside it
    so that lists are read off an index.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open for enrolment")
        FINISHED = "finished", _("finished")
        CANCELLED = "cancelled", _("cancelled")

    code = models.CharField(max_length=8, unique=True, default=short_code)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    summary = models.TextField(_("what is learnt"), blank=True)
    summary_en = models.TextField(_("what is learnt, in English"), blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    capacity = models.PositiveIntegerField(_("places"))
    enrolled_count = models.PositiveIntegerField(default=0)
    attend_percent = models.PositiveSmallIntegerField(_("sessions to attend, in percent"), default=80)
    begins_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    cancel_reason_en = models.CharField(max_length=300, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(enrolled_count__lte=models.F("capacity")), name="course_capacity_holds"
            ),
            models.CheckConstraint(
                condition=models.Q(attend_percent__range=(1, 100)), name="course_attend_percent_is_a_share"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["planned", "cancelled"]) | models.Q(begins_at__isnull=False),
                name="course_announced_has_a_beginning",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-begins_at", "-id"],
                condition=models.Q(begins_at__isnull=False),
                name="course_newest",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("school:course", args=[self.code])

    @property
    def seats_left(self) -> int:
        return max(self.capacity - self.enrolled_count, 0)

    def needed(self, sessions: int) -> int:
        """How many of so many sessions complete the course: the percentage, rounded up."""
        return -(-sessions * self.attend_percent // 100)


class Session(Titled):
    """One meeting of a course: a date with a place of its own, or a listening workshop that the course attends.

    Of a workshop the dates and the place are the workshop's; they follow it when it moves (``following.py``).
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    workshop = models.ForeignKey(
        Workshop, models.PROTECT, null=True, blank=True, related_name="school_sessions"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["course", "workshop"], name="session_workshop_once_in_a_course"),
        ]
        indexes = [models.Index(fields=["starts_at", "id"], name="session_by_time")]


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, viewer: Any) -> "EnrolmentQuerySet":
        """Their own for everybody; those of their area for the hosts."""
        return self.filter(own_or_hosted(viewer, "course__area"))

    def going_on(self) -> "EnrolmentQuerySet":
        """With a place, or in line for one."""
        return self.filter(cancelled_at=None)

    def seated(self) -> "EnrolmentQuerySet":
        return self.going_on().filter(seated_at__isnull=False)

    def in_line(self) -> "EnrolmentQuerySet":
        """Waiting for a place, the first to join first."""
        return self.going_on().filter(seated_at=None).order_by("id")


class Enrolment(models.Model):
    """A person on a course: in line (``seated_at`` empty) or with a place. Written under the lock of the course's row, so
    that the order of the keys is the order of the line."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="enrolments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="school_enrolments"
    )
    name = models.CharField(_("name"), max_length=40)
    code = models.CharField(max_length=8, default=short_code)
    needs = models.CharField(_("what you need to take part"), max_length=300, blank=True)
    joined_at = models.DateTimeField()
    seated_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"],
                condition=models.Q(cancelled_at__isnull=True, user__isnull=False),
                name="enrolment_once_by_a_person",
            ),
            models.UniqueConstraint(fields=["course", "code"], name="enrolment_codes_differ"),
        ]
        indexes = [
            models.Index(
                fields=["course", "name", "id"],
                condition=models.Q(cancelled_at__isnull=True),
                name="enrolment_by_name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        """The number on a certificate."""
        return f"{self.course.code}-{self.code}"


class Attendance(models.Model):
    """That somebody was at a session: a fact of its own, apart from the enrolment."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attendances")
    at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attendance_once_at_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.enrolment_id}"


class GraduateQuerySet(models.QuerySet["Graduate"]):
    def named(self) -> "GraduateQuerySet":
        """Those who agreed that their name is published."""
        return self.filter(name_public=True).exclude(name="")


class Graduate(models.Model):
    """Somebody completed a course: written once when it ends, with what was counted, whatever becomes of the course's
    rows later. The name is published only while the person agrees."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="graduates")
    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="graduate")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="graduations")
    name = models.CharField(max_length=40, blank=True)
    attended = models.PositiveSmallIntegerField()
    sessions = models.PositiveSmallIntegerField()
    graduated_at = models.DateTimeField()
    name_public = models.BooleanField(default=False)

    objects = GraduateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attended__lte=models.F("sessions"), attended__gt=0),
                name="graduate_attended_of_the_sessions",
            )
        ]
        indexes = [models.Index(fields=["user", "graduated_at"], name="graduate_of_person")]

    def __str__(self) -> str:
        return f"{self.course}: {self.attended}/{self.sessions}"
