"""Hiding and showing a comment by a moderator's decision; the counter follows."""

from django.db.models import F
from django.utils import timezone

from civic.comments.models import Comment, Thread


def hide(comment: Comment, rule: str) -> None:
    """Hide a comment because of a rule; its place stays, with the rule. Runs in the decision's transaction."""
    changed = Comment.objects.filter(pk=comment.pk, hidden_at__isnull=True).update(
        hidden_at=timezone.now(), hidden_rule=rule
    )
    Thread.objects.filter(pk=comment.thread_id).update(comment_count=F("comment_count") - changed)


def show(comment: Comment) -> None:
    """Show a hidden comment again. Runs in the decision's transaction."""
    changed = Comment.objects.filter(pk=comment.pk, hidden_at__isnull=False).update(
        hidden_at=None, hidden_rule=""
    )
    Thread.objects.filter(pk=comment.thread_id).update(comment_count=F("comment_count") + changed)
