"""A cycle that is being set up: what an officer has typed so far, step by step."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class CycleDraft(models.Model):
    """``data`` holds for each step what was sent, as it was sent, valid or not: nothing that was typed is lost."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-updated_at", "-id"]

    def __str__(self) -> str:
        return str(self.data.get("basics", {}).get("title", [""])[-1])
