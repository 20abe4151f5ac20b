"""Opening a thread for a thing, and following it."""

from django.db import models

from civic.accounts.models import User
from civic.audit.domain.recording import reference
from civic.comments.models import Follow, Thread


def open_thread(subject: models.Model, path: str) -> Thread:
    """The thread of ``subject``, made when it has none; ``path`` is where the subject is shown."""
    thread, _created = Thread.objects.get_or_create(subject=reference(subject), defaults={"path": path})
    return thread


def follow(user: User, thread: Thread, level: str = Follow.Level.IMPORTANT) -> None:
    """Follow at ``level`` unless the person has already chosen a level (then theirs stands)."""
    Follow.objects.bulk_create([Follow(user=user, thread=thread, level=level)], ignore_conflicts=True)


def followers(subject: str) -> "models.QuerySet[User]":
    """The people who follow the thread of ``subject`` ("app.model:key") and have not switched it off."""
    return User.objects.filter(
        is_active=True,
        follows__thread__subject=subject,
        follows__level__in=[Follow.Level.IMPORTANT, Follow.Level.ALL],
    )
