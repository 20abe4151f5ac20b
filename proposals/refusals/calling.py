"""Why a call of limited time stays as it is, or does not take a proposal."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.refusals import VERIFY
from civic.common.refusals import Refusal


class NotForYou(Refusal):
    code = "proposals.not_for_you"
    sentence = _("This call is for verified residents.")
    forward = _("Verify your residency first; it takes two minutes. Then come back to this page.")
    status = 403
    remedy = VERIFY


class OtherArea(Refusal):
    code = "proposals.other_area"
    sentence = _("This call is for verified residents of another area.")
    forward = _("You can make the same proposal in the call that is always open.")
    status = 403


class PartMissing(Refusal):
    code = "proposals.part_missing"
    sentence = _("This call also asks for a part that is not there yet: %(part)s.")
    forward = _("Add it and submit again.")
    status = 422


class AreaNotInCall(Refusal):
    code = "proposals.area_not_in_call"
    sentence = _("This call is about other areas.")
    forward = _("Choose one of the areas that stand on the page of the call.")
    status = 422


class CallPublished(Refusal):
    code = "proposals.call_published"
    sentence = _("This call is public already.")


class CallNotPublic(Refusal):
    code = "proposals.call_not_public"
    sentence = _("This call is not public yet.")
    forward = _("Publish it first.")


class CallOver(Refusal):
    code = "proposals.call_over"
    sentence = _("The time for proposals is over in this call.")


class CallNotOver(Refusal):
    code = "proposals.call_not_over"
    sentence = _("Proposals are still coming in.")
    forward = _("The result is published when the time for proposals is over.")


class TermsFixed(Refusal):
    code = "proposals.terms_fixed"
    sentence = _(
        "Since the call has opened, who may propose, the criteria and the required parts stay as they are."
    )
    forward = _("Change the other parts, or close the call and make a copy of it.")


class ResultPublished(Refusal):
    code = "proposals.result_published"
    sentence = _("The result of this call is published; it stays as it is.")


class NobodyChosen(Refusal):
    code = "proposals.nobody_chosen"
    sentence = _("Give at least one proposal a place.")
    status = 422


class NotInThisCall(Refusal):
    code = "proposals.not_in_this_call"
    sentence = _("Only proposals of this call can take a place in it.")
    status = 422


class NotJudged(Refusal):
    code = "proposals.not_judged"
    sentence = _("The jury has not finished scoring this proposal: %(number)s.")
    forward = _("Wait until the scoring is closed, or give it no place.")


class OrderOfScores(Refusal):
    code = "proposals.order_of_scores"
    sentence = _("A proposal with fewer points cannot stand before one with more.")
    forward = _("Give the places in the order of the jury's points; equal points share a place.")
    status = 422
