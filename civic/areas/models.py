"""Places, departments and topics: three trees that everything else points to."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


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


class Department(Named):
    """A department of a city or borough; departments form a tree."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="departments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.SlugField(_("code"), max_length=60, unique=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    takes_unrouted = models.BooleanField(
        _("answers what belongs to several or no departments"), default=False
    )

    class Meta:
        ordering = ["code"]


class Topic(Named):
    """A policy topic; one tree of topics for everything (a second classification is never needed)."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
