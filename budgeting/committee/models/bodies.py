"""A committee and the people who sit in it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle


class Committee(models.Model):
    """The partnership-governance committee of one cycle, with its charter's numbers."""

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="committee")
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    drop_extremes_from = models.PositiveSmallIntegerField(
        _("drop one highest and lowest from so many raters"), null=True, blank=True
    )

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class Member(models.Model):
    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("citizen")
        EXPERT = "expert", _("expert")
        CIVIL = "civil", _("civil group")
        OFFICIAL = "official", _("official")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="committee_seats")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    votes = models.BooleanField(_("has a vote"), default=True)
    starts_on = models.DateField(_("from"), default=date.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "user"], name="member_once_in_a_committee")
        ]

    def __str__(self) -> str:
        return str(self.user)
