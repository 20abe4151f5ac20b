"""How recruitment, the lottery and the seats say no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class QuotaImpossible(Refusal):
    code = "committee.quota_impossible"
    sentence = _("No seats can be drawn so: %(why)s")
    forward = _("Change the quotas or the number of seats, or take more applications.")
    status = 422


class RecruitmentRunning(Refusal):
    code = "committee.recruitment_running"
    sentence = _("A recruitment of this committee is open or waits for its draw.")
    forward = _("Draw it first.")


class NotRecruiting(Refusal):
    code = "committee.not_recruiting"
    sentence = _("Applications are not being taken now.")
    forward = _("The page of the committee says when they are.")


class NotFromHere(Refusal):
    code = "committee.not_from_here"
    sentence = _("A seat by lot is for people who live, work or study in the city, and are verified.")
    forward = _("Verify where you belong on your own page, then apply.")
    status = 403


class AppliedAlready(Refusal):
    code = "committee.applied_already"
    sentence = _("You have applied already.")
    forward = _("Your number stands on this page.")


class OfficersDoNotApply(Refusal):
    code = "committee.officers_do_not_apply"
    sentence = _("The city's staff do not apply for a citizen's seat.")
    forward = _("Officials are appointed to the seats without a vote.")
    status = 403


class StillOpen(Refusal):
    code = "committee.still_open"
    sentence = _("Applications are still being taken; seats are drawn after that.")
    forward = _("The list is closed at the time that was announced.")


class DrawnAlready(Refusal):
    code = "committee.drawn_already"
    sentence = _("These seats have been drawn; a draw is made once.")
    forward = _("The published file repeats it.")


class PublicValueMissing(Refusal):
    code = "committee.public_value_missing"
    sentence = _("The public value that was announced is missing.")
    forward = _("Write down what was thrown or read before witnesses.")
    status = 422


class SeatEnded(Refusal):
    code = "committee.seat_ended"
    sentence = _("This seat has ended.")


class ReasonOfDismissal(Refusal):
    code = "committee.reason_of_dismissal"
    sentence = _("A dismissal needs its reason. It is not published.")
    forward = _("Write the reason in a sentence.")
    status = 422


class NobodyToFollow(Refusal):
    code = "committee.nobody_to_follow"
    sentence = _("No reserve is left for this seat.")
    forward = _("Open a recruitment, or appoint somebody.")


class SeatHeld(Refusal):
    code = "committee.seat_held"
    sentence = _("The seat is held; nobody follows yet.")
    forward = _("Record the resignation first.")


class TermNotLonger(Refusal):
    code = "committee.term_not_longer"
    sentence = _("Another term ends after the one that runs.")
    forward = _("Give a later day.")
    status = 422


class TermsUsedUp(Refusal):
    code = "committee.terms_used_up"
    sentence = _("The charter allows %(most)s terms in a row; this member has had them.")
    forward = _("Somebody else can take the seat.")
