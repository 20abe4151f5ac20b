"""What the desk sees of what comes before a workshop."""

from datetime import datetime

from django.http import HttpRequest

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.portal.panels import Context, panel
from workshops.before import queries

SHOWN = 5


@panel("workshops.applications", place="desk", order=25, template="workshops/panels/applications.html")
def applications(request: HttpRequest, at: datetime) -> Context | None:
    """Applications of citizens that this desk owes an answer."""
    if not holds(request.user, Role.Kind.HOST, Role.Kind.OFFICER):
        return None
    waiting = list(queries.applications_to_answer(request.user)[:SHOWN])
    return {"applications": waiting} if waiting else None
