"""Rooms, their opening hours, and who has them when."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import System, holds
from civic.accounts.models import Role
from civic.areas.models import Area, Department
from civic.common.ids import short_code
from civic.common.models import Titled
from workshops.models import Workshop


class SpaceQuerySet(models.QuerySet["Space"]):
    def visible_to(self, viewer: Any) -> "SpaceQuerySet":
        """Rooms in use for everybody; those that were given up for the hosts as well."""
        if isinstance(viewer, System) or holds(viewer, Role.Kind.HOST):
            return self
        return self.filter(in_use=True)


class Space(Titled):
    """A room with its opening hours: the same on each of its open days (1 Monday … 7 Sunday)."""

    code = models.CharField(max_length=8, unique=True, default=short_code)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("Area"))
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("department"))
    address = models.CharField(_("address"), max_length=200)
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    seats = models.PositiveIntegerField(_("places"))
    access_notes = models.CharField(_("access"), max_length=300, blank=True)
    access_notes_en = models.CharField(_("access in English"), max_length=300, blank=True)
    open_days = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("open days"))
    opens = models.TimeField(_("opens at"))
    closes = models.TimeField(_("closes at"))
    for_groups = models.BooleanField(_("residents' groups may book it"), default=True)
    in_use = models.BooleanField(_("in use"), default=True)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="space_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=models.Q(open_days__contained_by=[1, 2, 3, 4, 5, 6, 7], open_days__len__gt=0),
                name="space_open_days_are_days",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("spaces:space", args=[self.code])


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, viewer: Any) -> "BookingQuerySet":
        """Their own for everybody; all of them for the hosts. (That a time is taken, everybody sees.)"""
        if isinstance(viewer, System) or holds(viewer, Role.Kind.HOST):
            return self
        if not getattr(viewer, "is_authenticated", False):
            return self.none()
        return self.filter(user_id=viewer.pk)

    def in_force(self) -> "BookingQuerySet":
        return self.filter(cancelled_at=None)


class Booking(models.Model):
    """A room from one moment to another, for a workshop or a group. Two bookings in force never overlap: the database
    keeps them apart, whatever the programs do."""

    space = models.ForeignKey(Space, models.PROTECT, related_name="bookings")
    span = DateTimeRangeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="space_bookings"
    )
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, null=True, blank=True, related_name="space_bookings"
    )
    group = models.CharField(_("name of the group"), max_length=80, blank=True)
    purpose = models.CharField(_("what for"), max_length=200, blank=True)
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            # The key of the room as a range of one number: an index over ranges alone needs no extension of PostgreSQL
            # (docs/decisions/0057-rooms-without-an-extension.md).
            ExclusionConstraint(
                name="booking_never_overlaps",
                expressions=[
                    (
                        models.Func(
                            models.F("space"),
                            models.F("space"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("span", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(cancelled_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(span__isempty=False, span__lower_inf=False, span__upper_inf=False),
                name="booking_has_a_beginning_and_an_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "-id"],
                condition=models.Q(cancelled_at__isnull=True),
                name="booking_of_person",
            )
        ]

    def __str__(self) -> str:
        return self.group or str(self.workshop or "")

    @property
    def starts_at(self) -> datetime:
        moment: datetime = self.span.lower  # type: ignore[assignment]  # the database lets no open end in
        return moment

    @property
    def ends_at(self) -> datetime:
        moment: datetime = self.span.upper  # type: ignore[assignment]  # the database lets no open end in
        return moment
