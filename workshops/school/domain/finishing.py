"""Ending a course: whoever attended enough has completed it. And the graduate's word about their name."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.notifications.domain.notifying import notify
from workshops.school import actions, queries
from workshops.school.domain.enrolling import locked
from workshops.school.models import Course, Enrolment, Graduate
from workshops.school.states import course_states


def finish(actor: Actor, course: Course, *, at: datetime) -> list[Graduate]:
    """Count attendance by the course's own rule and write the graduates; gives them.

    Everybody with a place is told how many sessions they attended and how many the rule asks. Raises SessionsAhead,
    StaleState.
    """
    with transaction.atomic():
        fresh = locked(course)
        actions.finish.require(actor, course=fresh, at=at)
        course_states.move(course, "finish", finished_at=at)
        graduates = _graduates(course, at)
        record(actor, "school.finish", course, graduates=len(graduates), enrolled=course.enrolled_count)
    return graduates


def _graduates(course: Course, at: datetime) -> list[Graduate]:
    sessions = course.sessions.count()
    needed = course.needed(sessions)
    there, graduates = queries.attended(course), []
    for enrolment in Enrolment.objects.seated().filter(course=course).select_related("user").order_by("pk"):
        attended = there.get(enrolment.pk, 0)
        completed = sessions > 0 and attended >= needed
        if completed:
            graduates.append(
                Graduate.objects.create(
                    course=course,
                    enrolment=enrolment,
                    user=enrolment.user,
                    name=enrolment.name,
                    attended=attended,
                    sessions=sessions,
                    graduated_at=at,
                )
            )
        notify(
            "school.graduated" if completed else "school.not_completed",
            enrolment,
            path=reverse("school:enrolment", args=[course.code]),
            title=course.title,
            title_en=course.title_en,
            attended=attended,
            sessions=sessions,
            needed=needed,
        )
    return graduates


def publish_name(actor: Actor, graduate: Graduate, *, agreed: bool) -> None:
    """The graduate's name stands on the course's page, or no longer does. Raises NotAllowed."""
    with transaction.atomic():
        actions.publish_name.require(actor, graduate=graduate)
        graduate.name_public = agreed
        graduate.save(update_fields=["name_public"])
        record(actor, "school.publish_name", graduate.course, agreed=agreed)
