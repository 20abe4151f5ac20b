"""How the school says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class EnrolmentClosed(Refusal):
    code = "school.enrolment_closed"
    sentence = _("This course takes no enrolments now.")
    forward = _("The list of courses shows which ones do.")


class EnrolledAlready(Refusal):
    code = "school.enrolled_already"
    sentence = _("You are enrolled in this course already.")
    forward = _("Your code, the sessions and the way to cancel are on the page of your enrolment.")


class NotEnrolled(Refusal):
    code = "school.not_enrolled"
    sentence = _("There is no enrolment in force here.")
    forward = _("You can enrol on the page of the course as long as it has not begun.")


class CourseBegan(Refusal):
    code = "school.began"
    sentence = _("The course has begun.")
    forward = _("Whoever cannot come any more simply stays away; attendance is counted session by session.")


class NoSession(Refusal):
    code = "school.no_session"
    sentence = _("The course has no session that lies ahead.")
    forward = _("Add its sessions first: the first one is the beginning of the course.")


class SessionOver(Refusal):
    code = "school.session_over"
    sentence = _("A session that has begun is not changed any more.")
    forward = _("Who was there can still be noted until the course ends.")


class SessionNotBegun(Refusal):
    code = "school.session_not_begun"
    sentence = _("Attendance is noted from the day of the session on, until the course ends.")


class NoSessionToday(Refusal):
    code = "school.no_session_today"
    sentence = _("This course has no session today.")
    forward = _("Choose the session in the list of attendance.")


class UnknownCode(Refusal):
    code = "school.unknown_code"
    sentence = _("No enrolment of this course has this code.")
    forward = _("Look for the person in the list.")
    status = 422


class SessionsAhead(Refusal):
    code = "school.sessions_ahead"
    sentence = _("A course ends after its last session.")


class SessionInThePast(Refusal):
    code = "school.session_in_the_past"
    sentence = _("The session would begin in the past, so nobody could come.")
    forward = _("Choose a time that lies ahead.")
    status = 422


class WorkshopTwice(Refusal):
    code = "school.workshop_twice"
    sentence = _("This workshop is a session of the course already.")
    status = 422


class PlacesBelowEnrolled(Refusal):
    code = "school.places_below_enrolled"
    sentence = _("%(enrolled)s people are enrolled: there cannot be fewer places.")
    forward = _("Choose a larger number.")
    status = 422


class RuleStands(Refusal):
    code = "school.rule_stands"
    sentence = _("What completes a course stands from its announcement on.")
    forward = _("People enrolled under this rule. A later course may have another.")
    status = 422


class ReasonMissing(Refusal):
    code = "school.reason_missing"
    sentence = _("Say why: everybody who is enrolled reads it.")
    status = 422


class NotGraduated(Refusal):
    code = "school.not_graduated"
    sentence = _("This course was not completed with this account.")
    forward = _(
        "The page of your enrolment shows the sessions that you attended and how many complete the course."
    )
    status = 403
