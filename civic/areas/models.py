"""Places, departments and topics: three trees that everything else points to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from civic.areas.triggers import ENDING


class Named(models.Model):
    """A name in Korean and English."""

    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return (self.name_en or self.name) if get_language() == "en" else self.name


class Area(Named):
    """A city, borough or neighbourhood, keyed by its official 10-digit code (names such as 중구 exist in many cities)."""

    class Level(models.TextChoices):
        CITY = "city", _("city")
        BOROUGH = "borough", _("borough")
        NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")

    code = models.CharField(_("official code"), max_length=10, primary_key=True)
    level = models.CharField(_("level"), max_length=13, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_as_of = models.CharField(_("population as of"), max_length=10, blank=True)
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    geometry = models.JSONField(_("boundary (GeoJSON)"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{10}$"), name="area_code_has_ten_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(level="city", parent__isnull=True)
                | ~models.Q(level="city") & models.Q(parent__isnull=False),
                name="area_only_a_city_stands_alone",
            ),
        ]


class DepartmentQuerySet(models.QuerySet["Department"]):
    def in_force(self) -> "DepartmentQuerySet":
        """Those that have not ended: whom work can be given to."""
        return self.filter(ended_at__isnull=True)

    def to_choose(self, kept: int | None = None) -> "DepartmentQuerySet":
        """Those in force, and the one that a row has already: a form of an old row can be saved with what it holds."""
        return self.filter(models.Q(ended_at__isnull=True) | models.Q(pk=kept))


class Department(Named):
    """A department of a city or borough; departments form a tree.

    One row is one name for good: a department that gets another name ends and is followed by a new row, as one that is
    merged into another (docs/decisions/0287). What was said in its name keeps it; what was open goes to the successor.
    ``stands_for`` holds every department that this one has come after, kept by the database (`civic.areas.triggers`).
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="departments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.SlugField(_("code"), max_length=60, unique=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    takes_unrouted = models.BooleanField(
        _("answers what belongs to several or no departments"), default=False
    )

    ended_at = models.DateTimeField(_("department ended"), null=True, blank=True)
    ended_because = models.CharField(_("what became of the department"), max_length=300, blank=True)
    ended_because_en = models.CharField(
        _("what became of the department, in English"), max_length=300, blank=True
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="forerunners", verbose_name=_("successor")
    )
    stands_for = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    ended_at__isnull=True, successor__isnull=True, ended_because="", ended_because_en=""
                )
                | models.Q(ended_at__isnull=False, takes_unrouted=False) & ~models.Q(ended_because=""),
                name="department_end_is_whole",
            )
        ]
        triggers = [ENDING]

    def get_absolute_url(self) -> str:
        return reverse("areas:department", args=[self.code])

    @property
    def in_lists(self) -> str:
        """Its name where people choose what to see: with the year of its end, as two may have borne one name."""
        if self.ended_at is None:
            return str(self)
        said = {"name": self, "year": timezone.localdate(self.ended_at).year}
        return str(_("%(name)s (until %(year)s)")) % said

    def acts_for(self, department: int) -> bool:
        """Is it this department, or has it come after it?"""
        return department == self.pk or department in self.stands_for


class Topic(Named):
    """A policy topic; one tree of topics for everything (a second classification is never needed)."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
