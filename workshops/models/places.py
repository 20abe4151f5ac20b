"""Places that are kept for some: people with a wheelchair, people of an area, invited people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area
from workshops.models.workshops import Workshop


class Reserved(models.Model):
    """Some of a workshop's places. ``seats`` and ``taken`` are also summed up in the workshop's own row
    (``reserved_seats``, ``reserved_taken``), whose lock guards them."""

    class Kind(models.TextChoices):
        WHEELCHAIR = "wheelchair", _("places for wheelchairs")
        AREA = "area", _("places for people of the area")
        INVITED = "invited", _("places for invited people")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="reserved")
    kind = models.CharField(_("for whom"), max_length=10, choices=Kind.choices)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    seats = models.PositiveSmallIntegerField(_("places"))
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "kind"], name="reserved_once_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(taken__lte=models.F("seats")), name="reserved_places_hold"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="area", area__isnull=False)
                | ~models.Q(kind="area") & models.Q(area__isnull=True),
                name="reserved_for_an_area_names_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def left(self) -> int:
        return self.seats - self.taken
