"""Hiding and showing a file by a moderator's decision. Runs in the decision's transaction."""

from django.utils import timezone

from civic.attachments.models import Attachment


def hide(attachment: Attachment, rule: str) -> None:
    """Hide a file because of a rule: from now on only moderators can fetch it."""
    Attachment.objects.filter(pk=attachment.pk).update(hidden_at=timezone.now(), hidden_rule=rule)


def show(attachment: Attachment) -> None:
    """Show a hidden file again."""
    Attachment.objects.filter(pk=attachment.pk).update(hidden_at=None, hidden_rule="")
