"""What the school shows on my page and on the staff desk."""

from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.http import HttpRequest

from civic.accounts.actors import holds
from civic.accounts.models import Role, User
from civic.portal.panels import Context, panel
from workshops.school import queries
from workshops.school.models import Course, Enrolment, Session

SHOWN = 3


@panel("school.mine", place="me", order=25, template="workshops/school/panels/me.html")
def mine(request: HttpRequest, at: datetime) -> Context | None:
    """My courses that are not over, each with its next session."""
    if not isinstance(request.user, User):
        return None
    found = Enrolment.objects.going_on().filter(user=request.user, course__state=Course.State.OPEN)
    enrolments = list(found.select_related("course").order_by("course__begins_at", "id")[:SHOWN])
    if not enrolments:
        return None
    ahead = Session.objects.filter(course__in=[one.course_id for one in enrolments], ends_at__gt=at)
    sessions: dict[int, list[Session]] = {}
    for one in ahead.order_by("starts_at", "id"):
        sessions.setdefault(one.course_id, []).append(one)
    lines = [
        {"enrolment": one, "next": queries.next_session(sessions.get(one.course_id, []), at)}
        for one in enrolments
    ]
    return {"lines": lines}


@panel("school.desk", place="desk", order=35, template="workshops/school/panels/desk.html")
def desk(request: HttpRequest, at: datetime) -> Context | None:
    """The host's work: sessions of these days whose list is to be kept, courses that are to be ended."""
    if not holds(request.user, Role.Kind.HOST):
        return None
    window = Q(starts_at__lte=at + timedelta(days=2), starts_at__gt=at - timedelta(days=2))
    sessions = Session.objects.filter(window, course__state=Course.State.OPEN).select_related("course")
    ending = (
        Course.objects.filter(state=Course.State.OPEN)
        .annotate(last=Max("sessions__ends_at"))
        .filter(last__lte=at)
        .order_by("last", "pk")
    )
    context = {"sessions": list(sessions.order_by("starts_at", "id")[:10]), "ending": list(ending[:10])}
    return context if any(context.values()) else None
