"""What happens in a workshop, minute by minute."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from civic.common.models import Titled
from workshops.models.workshops import Workshop


class AgendaItem(Titled):
    """One item; those of a workshop are written together, and their minutes fill it (domain/agenda.py)."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(600)]
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "position"], name="agenda_one_item_at_a_position"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="agenda_item_takes_time"),
        ]
