"""Who comes: seats taken, given back, and people checked in."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.common.ids import short_code
from workshops.models.hosting import own_or_hosted


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, viewer: Any) -> "RegistrationQuerySet":
        """Their own for everybody; those of their area for the hosts."""
        return self.filter(own_or_hosted(viewer, "workshop__area"))

    def in_force(self) -> "RegistrationQuerySet":
        """Those that hold a seat."""
        return self.filter(cancelled_at__isnull=True)


class Registration(models.Model):
    """A seat taken by a person. Cancelled rows stay; a person has at most one that is in force."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="registrations"
    )
    name = models.CharField(_("name"), max_length=40)
    code = models.CharField(max_length=8, default=short_code)
    needs = models.CharField(_("what you need to take part"), max_length=300, blank=True)
    companions = models.PositiveSmallIntegerField(_("companions"), default=0)
    reserved = models.ForeignKey(
        "workshops.Reserved", models.RESTRICT, null=True, blank=True, related_name="registrations"
    )  # which places it takes; none are the open ones
    table = models.CharField(_("table"), max_length=20, blank=True)
    walk_in = models.BooleanField(default=False)
    device_key = models.UUIDField(
        null=True, blank=True, unique=True
    )  # of a device that let somebody in offline
    created_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "user"],
                condition=models.Q(cancelled_at__isnull=True, user__isnull=False),
                name="registration_once_by_a_person",
            ),
            models.UniqueConstraint(fields=["workshop", "code"], name="registration_codes_differ"),
            models.CheckConstraint(
                condition=models.Q(companions__lte=10), name="registration_few_companions"
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | models.Q(checked_in_at__isnull=True),
                name="registration_who_came_did_not_cancel",
            ),
        ]
        indexes = [models.Index(fields=["workshop", "name", "id"], name="registration_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def seats(self) -> int:
        """How many places it takes."""
        return 1 + self.companions
