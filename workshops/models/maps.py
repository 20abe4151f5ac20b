"""The opinion map of a workshop: its groups, computed from the votes on its statements and stored for the page."""

from typing import Any

from django.db import models

from workshops.models.workshops import Workshop


class OpinionMapQuerySet(models.QuerySet["OpinionMap"]):
    def visible_to(self, viewer: Any) -> "OpinionMapQuerySet":
        """Whoever may see the workshop may see its map: it names nobody and no group of fewer than ten."""
        return self.filter(workshop__in=Workshop.objects.visible_to(viewer))


class OpinionMap(models.Model):
    """``data`` holds what the page shows (`workshops.domain.mapping`), never a participant.

    ``votes`` and ``people`` say from how much it was computed, so that a page can say it and a job can see what changed.
    """

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="opinion_map")
    votes = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    computed_at = models.DateTimeField()
    data = models.JSONField()

    objects = OpinionMapQuerySet.as_manager()

    def __str__(self) -> str:
        return f"opinion map of {self.workshop}"
