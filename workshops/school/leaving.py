"""What goes when a person leaves: their places on courses to come, and their name among the graduates."""

from django.db import transaction

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from civic.common.clock import now
from workshops.school.domain.enrolling import give_up, locked
from workshops.school.models import Course, Enrolment, Graduate


@on_leave("school.enrolments")
def enrolments(person: User) -> None:
    """Places on courses that have not begun go to the next in line; that a course was completed stays, without a name."""
    at = now()
    ahead = Enrolment.objects.going_on().filter(
        user=person, course__state=Course.State.OPEN, course__begins_at__gt=at
    )
    with transaction.atomic():
        for enrolment in ahead.select_related("course").order_by("course", "pk"):
            give_up(locked(enrolment.course), enrolment, at=at)
        Enrolment.objects.filter(user=person).update(name="", needs="")
        Graduate.objects.filter(user=person).update(name="", name_public=False)
