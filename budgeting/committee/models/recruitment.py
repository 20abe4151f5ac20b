"""Open recruitment: applications under pseudonyms, and the lottery that anybody can repeat."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models.bodies import Committee
from civic.areas.models import Area
from civic.audit.models import APPEND_ONLY


class Sex(models.TextChoices):
    FEMALE = "female", _("woman")
    MALE = "male", _("man")


class AgeBand(models.TextChoices):
    YOUNG = "-34", _("34 or younger")
    MIDDLE = "35-49", _("35 to 49")
    OLDER = "50-64", _("50 to 64")
    OLD = "65-", _("65 or older")


class Recruitment(models.Model):
    """A call for members by lot. The hash of its seed is published when it opens, before anybody has applied."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="recruitments")
    seats = models.PositiveSmallIntegerField(_("seats"))
    reserves = models.PositiveSmallIntegerField(_("reserves"), default=0)
    quotas = models.JSONField(_("seats by trait"), default=dict, blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    draw_on = models.DateField(_("day of the draw"))
    draw_place = models.CharField(_("place of the draw"), max_length=120, blank=True)
    public_source = models.CharField(
        _("public value that is mixed in, and where it comes from"), max_length=200, blank=True
    )
    seed = models.CharField(max_length=64)  # shown to nobody before the draw
    commitment = models.CharField(_("hash of the seed"), max_length=64)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="recruitment_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="recruitment_has_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.committee} ({self.opens_at:%Y-%m-%d})"


class Application(models.Model):
    """One person's application: an account, a pseudonym, and the traits that quotas ask for. Deleted when it has served."""

    recruitment = models.ForeignKey(Recruitment, models.PROTECT, related_name="applications")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="committee_applications")
    code = models.CharField(_("pseudonym"), max_length=12)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex.choices)
    age = models.CharField(_("age band"), max_length=10, choices=AgeBand.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recruitment", "user"], name="application_once_a_person"),
            models.UniqueConstraint(fields=["recruitment", "code"], name="application_codes_differ"),
        ]

    def __str__(self) -> str:
        return self.code


class Lottery(models.Model):
    """The record of a draw: the published file, word for word, and its hash. Never changed."""

    recruitment = models.OneToOneField(Recruitment, models.PROTECT, related_name="lottery")
    file = models.TextField(_("published file"))
    digest = models.CharField(_("hash of the file"), max_length=64)
    candidates = models.PositiveIntegerField()
    candidates_hash = models.CharField(max_length=64)
    selected = models.JSONField(default=list)
    reserves = models.JSONField(default=list)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.recruitment}: {self.digest[:12]}"
