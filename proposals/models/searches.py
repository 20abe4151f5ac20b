"""Searches that a person keeps, to hear of what fits them."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    return secrets.token_urlsafe(24)


class SavedSearch(models.Model):
    """A list of proposals with its filters and words, under a name. ``seen_until`` is how far its owner has been told.

    ``token`` is in the address of its feed: whoever has it reads the feed, and nothing else.
    """

    class Every(models.TextChoices):
        DAY = "day", _("once a day")
        WEEK = "week", _("once a week")
        NEVER = "never", _("never; I read the feed")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("what is searched"), max_length=2000)
    every = models.CharField(
        _("how often you are told"), max_length=5, choices=Every.choices, default=Every.DAY
    )
    token = models.CharField(max_length=40, unique=True, default=new_token)
    created_at = models.DateTimeField(default=timezone.now)
    seen_until = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "query"], name="search_saved_once_by_a_person"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="search_has_a_name_and_a_wish"),
            models.CheckConstraint(
                condition=Q(every="never", next_at__isnull=True)
                | (~Q(every="never") & Q(next_at__isnull=False)),
                name="search_told_about_has_a_next_day",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="search_to_tell"),
        ]

    def __str__(self) -> str:
        return self.name
