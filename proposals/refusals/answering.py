"""Why a proposal cannot be routed, answered or reported as done."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NotUnderReview(Refusal):
    code = "proposals.not_under_review"
    sentence = _("This proposal does not wait for an answer.")
    forward = _("The department answers when the proposal has enough supports.")


class NotYourDepartment(Refusal):
    code = "proposals.not_your_department"
    sentence = _("This proposal is with another department.")
    forward = _("Ask that department to hand it over to yours.")
    status = 403


class OfYourOwn(Refusal):
    code = "proposals.of_your_own"
    sentence = _("You propose this yourself, alone or with others.")
    forward = _("Ask a colleague to deal with it. An administrator can help where there is none.")
    status = 403


class SameDepartment(Refusal):
    code = "proposals.same_department"
    sentence = _("The proposal is with that department already.")
    status = 422


class NeedsAReason(Refusal):
    code = "proposals.needs_a_reason"
    sentence = _("Please give the reason. It will be public.")
    status = 422


class AlreadyAnswered(Refusal):
    code = "proposals.already_answered"
    sentence = _("This proposal has its final answer already.")


class AnswerIncomplete(Refusal):
    code = "proposals.answer_incomplete"
    sentence = _("The answer lacks something: %(missing)s.")
    forward = _(
        "An adoption needs its planned date, a long-term review the date it is looked at again, a refusal its reason."
    )
    status = 422


class NotUnderWay(Refusal):
    code = "proposals.not_under_way"
    sentence = _("Only a proposal that gathers supports or waits for its answer can be moved.")


class NotAnsweredYet(Refusal):
    code = "proposals.not_answered_yet"
    sentence = _("The department's answer comes first.")
    forward = _("The next step follows when the answer is public.")


class NotBegun(Refusal):
    code = "proposals.not_begun"
    sentence = _("The work on this proposal has not been reported as begun, or is done already.")


class EvidenceMissing(Refusal):
    code = "proposals.evidence_missing"
    sentence = _("Say what was done: where, how much, and how one can see it.")
    status = 422


class NoPromise(Refusal):
    code = "proposals.no_promise"
    sentence = _("This answer promises no date that could be moved.")


class DateHasPassed(Refusal):
    code = "proposals.date_has_passed"
    sentence = _("This date has passed.")
    forward = _("Give a new date that lies ahead.")
    status = 422


class SameDate(Refusal):
    code = "proposals.same_date"
    sentence = _("Give a new date that differs from the old one.")
    status = 422
