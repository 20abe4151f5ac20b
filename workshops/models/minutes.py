"""The minutes of a workshop: what the host wrote down beside the single opinions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models.workshops import Workshop


class Minutes(models.Model):
    """Markdown, in the order of the agenda. Public with the record, in the white book."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="written_minutes")
    text = models.TextField(_("text of the minutes"), max_length=20_000)
    text_en = models.TextField(_("text of the minutes in English"), max_length=20_000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="minutes_say_something")]

    def __str__(self) -> str:
        return self.text[:60]
