"""What comes back to the desk after a workshop."""

from datetime import datetime

from django.db.models import Count
from django.http import HttpRequest

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.portal.panels import Context, panel
from workshops.after import queries
from workshops.models import FollowUp


@panel("workshops.back", place="desk", order=21, template="workshops/panels/back.html")
def back(request: HttpRequest, at: datetime) -> Context | None:
    """The officer's: promised days that have come, and themes to answer once."""
    if not holds(request.user, Role.Kind.OFFICER):
        return None
    due = queries.back_on_the_desk(request.user, at)
    found = list(due.order_by("id")[:6])
    themes = list(queries.themes_to_answer(request.user)[:5])
    if not found and not themes:
        return None
    return {"opinions": found[:5], "more": len(found) > 5, "themes": themes}


@panel("workshops.owed", place="desk", order=31, template="workshops/panels/owed.html")
def owed(request: HttpRequest, at: datetime) -> Context | None:
    """The host's: reports that are due, the oldest first."""
    if not holds(request.user, Role.Kind.HOST):
        return None
    due = FollowUp.objects.owed().filter(due_at__lte=at)
    total = due.aggregate(n=Count("pk"))["n"]
    if not total:
        return None
    return {"total": total, "reports": list(due.select_related("workshop").order_by("due_at", "id")[:5])}
