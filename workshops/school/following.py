"""A session that is a workshop follows it: to its new time and place, or out of the course when it is cancelled."""

from datetime import datetime

from civic.accounts.actors import Actor
from workshops import followers
from workshops.models import Workshop
from workshops.school.domain.enrolling import locked
from workshops.school.domain.planning import begin_anew, dates_of, tell_of_change, tell_of_end
from workshops.school.models import Course, Session


class Sessions(followers.Follower):
    def moved(
        self, actor: Actor, workshop: Workshop, *, starts: datetime, ends: datetime, at: datetime
    ) -> None:
        for session in _sessions(workshop):
            course = locked(session.course)
            for name, value in dates_of(workshop).items():
                setattr(session, name, value)
            session.save(update_fields=["starts_at", "ends_at", "place", "place_en"])
            begin_anew(course)
            tell_of_change(course, session)

    def cancelled(self, actor: Actor, workshop: Workshop, *, at: datetime) -> None:
        """The course goes on without it, and counts one session less; its last session stays, to be set anew by hand. The
        enrolled are told."""
        for session in _sessions(workshop):
            course = locked(session.course)
            tell_of_end(course, session)
            if course.sessions.count() > 1:
                session.delete()
                begin_anew(course)


def _sessions(workshop: Workshop) -> list[Session]:
    live = (Course.State.PLANNED, Course.State.OPEN)
    found = Session.objects.filter(workshop=workshop, course__state__in=live).select_related("course")
    return list(found.order_by("course", "pk"))


followers.registry.add("school.sessions", Sessions())
