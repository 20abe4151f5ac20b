"""Questions asked from several places."""

from civic.moderation.models import Decision


def hidden_because(subject: str) -> Decision | None:
    """The decision that hid ``subject`` ("app.model:key"), if its last decision did."""
    last = (
        Decision.objects.filter(subject=subject)
        .exclude(outcome=Decision.Outcome.KEPT)
        .order_by("-id")
        .first()
    )
    return last if last is not None and last.outcome == Decision.Outcome.HIDDEN else None
