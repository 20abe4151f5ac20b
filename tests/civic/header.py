"""What the header of a page costs somebody who is signed in, beside the page itself."""

from django.conf import settings


def header_queries() -> int:
    """One query for the count of unread messages, where the settings put it into every page."""
    return int("civic.notifications.context.unread" in settings.TEMPLATES[0]["OPTIONS"]["context_processors"])
