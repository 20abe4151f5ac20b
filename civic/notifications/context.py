"""What the header of every page knows of the inbox."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from civic.notifications.queries import unread_count


def unread(request: HttpRequest) -> dict[str, Any]:
    """``unread_count``: one query, when a template first asks; none for somebody who is not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread_count": 0}
    return {"unread_count": SimpleLazyObject(lambda: unread_count(user))}
