"""How what comes before a workshop says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NotReady(Refusal):
    code = "workshops.not_ready"
    sentence = _("The workshop is not ready to be announced. Missing: %(missing)s")
    forward = _("The list before publishing leads to each of these.")


class AgendaTooShort(Refusal):
    code = "workshops.agenda_too_short"
    sentence = _("The agenda ends %(minutes)s minutes before the workshop does.")
    forward = _("Lengthen an item or add one.")
    status = 422


class AgendaTooLong(Refusal):
    code = "workshops.agenda_too_long"
    sentence = _("The agenda is %(minutes)s minutes longer than the workshop.")
    forward = _("Shorten an item or take one out.")
    status = 422


class ThemeNotOpen(Refusal):
    code = "workshops.theme_not_open"
    sentence = _("Citizens cannot plan a workshop on this theme at present.")
    forward = _("The page “Plan a workshop yourself” names the themes that are open.")


class WishTooSoon(Refusal):
    code = "workshops.wish_too_soon"
    sentence = _("The workshop can take place in %(days)s days at the earliest.")
    forward = _("The department needs time to answer and to invite people. Choose a later day.")
    status = 422


class SeriesEnded(Refusal):
    code = "workshops.series_ended"
    sentence = _("This series has ended: no more workshops are planned in it.")
    forward = _("Choose another series, or none.")
    status = 422


class DayIsOver(Refusal):
    code = "workshops.day_is_over"
    sentence = _("The day on which the workshop would begin is over.")
    forward = _("Accept with a change and name another day.")
    status = 422


class AnswerReasonMissing(Refusal):
    code = "workshops.application_reason_missing"
    sentence = _("Write the reason: the applicant and everybody else read it.")
    status = 422


class TooManyCompanions(Refusal):
    code = "workshops.too_many_companions"
    sentence = _("At most %(most)s companions can come with one person.")
    forward = _("Others register for themselves.")
    status = 422


class AnswersMissing(Refusal):
    code = "workshops.answers_missing"
    sentence = _("The host needs an answer to this question: %(question)s")
    forward = _("Answer it and register again.")
    status = 422


class AnswerNotOffered(Refusal):
    code = "workshops.answer_not_offered"
    sentence = _("This is none of the answers to choose from: %(question)s")
    forward = _("Choose one of those that are offered.")
    status = 422


class InvitationNeeded(Refusal):
    code = "workshops.invitation_needed"
    sentence = _("Only invited people can register for this workshop.")
    forward = _("If you have an invitation, open its link first.")


class InvitationSettled(Refusal):
    code = "workshops.invitation_settled"
    sentence = _("This invitation has been used or declined.")
    forward = _("Ask the department for a new one.")


class ReservedTaken(Refusal):
    code = "workshops.reserved_taken"
    sentence = _("%(taken)s of these places are taken: there cannot be fewer.")
    forward = _("Choose a larger number.")
    status = 422


class ReservedTooMany(Refusal):
    code = "workshops.reserved_too_many"
    sentence = _("Only %(free)s places can be kept for some; the others are taken or there are no more.")
    forward = _("Choose a smaller number, or raise the number of places first.")
    status = 422
