"""A thread hangs on anything commentable (that thing holds a foreign key to its thread); people comment and follow."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.moderation.models import Rule


class Thread(models.Model):
    """A place to talk about one thing and to follow it. ``subject`` is "app.model:key", ``path`` where it is shown."""

    subject = models.CharField(max_length=120, unique=True)
    path = models.CharField(max_length=200)
    comment_count = models.PositiveIntegerField(default=0)
    open = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["-comment_count", "-id"], name="thread_most_discussed")]

    def __str__(self) -> str:
        return self.subject


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, viewer: Any) -> "CommentQuerySet":
        """Everybody sees every comment's place; the text of a hidden one is replaced by a marker when it is shown."""
        return self


class Comment(models.Model):
    class Stance(models.TextChoices):
        FOR = "for", _("for")
        AGAINST = "against", _("against")
        NEUTRAL = "neutral", _("opinion")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    stance = models.CharField(_("stance"), max_length=8, choices=Stance.choices, default=Stance.NEUTRAL)
    body = models.TextField(_("comment"), max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_rule = models.CharField(max_length=20, choices=Rule.choices, blank=True)
    like_count = models.PositiveIntegerField(default=0)
    idempotency_key = models.UUIDField(unique=True, null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["thread", "-id"]),
            models.Index(
                fields=["thread", "stance", "-like_count", "-id"],
                condition=models.Q(parent__isnull=True, hidden_at__isnull=True, like_count__gt=0),
                name="comment_best",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True) | ~models.Q(hidden_rule=""),
                name="comment_hidden_names_a_rule",
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}#{self.pk}"

    @property
    def path(self) -> str:
        """Where it is shown: the page of all comments, beginning with its own or the one it replies to."""
        return f"{reverse('comments:thread', args=[self.thread_id])}?at={self.parent_id or self.pk}#comment-{self.pk}"

    @property
    def moderation_subject(self) -> str:
        """Its name for reports and decisions."""
        return f"comments.comment:{self.pk}"

    @property
    def stance_kind(self) -> str:
        """The colour of its position's tag."""
        return {"for": "success", "against": "danger"}.get(self.stance, "neutral")


class Like(models.Model):
    """Somebody finds a comment helpful; once."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="likes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="like_once_by_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} likes {self.comment_id}"


class Follow(models.Model):
    """Who follows a thread, and how closely."""

    class Level(models.TextChoices):
        IMPORTANT = "important", _("important changes only")
        ALL = "all", _("everything")
        OFF = "off", _("off")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    level = models.CharField(max_length=9, choices=Level.choices, default=Level.IMPORTANT)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="follow_once_by_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.thread_id}: {self.level}"
