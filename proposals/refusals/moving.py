"""Why a proposal cannot be hidden, merged, split or sent on."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class CannotHide(Refusal):
    code = "proposals.cannot_hide"
    sentence = _("The proposal is not public, so it cannot be hidden.")


class SameProposal(Refusal):
    code = "proposals.same_proposal"
    sentence = _("A proposal cannot be merged into itself.")
    status = 422


class CannotMerge(Refusal):
    code = "proposals.cannot_merge"
    sentence = _("The other proposal no longer gathers supports and does not wait for an answer.")
    forward = _("Choose one that does, or answer this proposal with a link to the other.")


class NotMerged(Refusal):
    code = "proposals.not_merged"
    sentence = _("This proposal is not merged into another.")


class TargetMoved(Refusal):
    code = "proposals.target_moved"
    sentence = _("The other proposal has itself been merged, transferred or withdrawn since.")
    forward = _("Undo the later step first.")


class NoBodyNamed(Refusal):
    code = "proposals.no_body_named"
    sentence = _("Name the borough or the body outside the city, one of the two.")
    status = 422


class NotTransferred(Refusal):
    code = "proposals.not_transferred"
    sentence = _("This proposal was not transferred from here.")
