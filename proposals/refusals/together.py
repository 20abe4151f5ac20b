"""Why people cannot propose together, or staff for somebody."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class ConsentMissing(Refusal):
    code = "proposals.consent_missing"
    sentence = _("Without the person's consent nothing is entered for them.")
    forward = _("Read the text out, ask, and give the day.")
    status = 422


class CodeUnknown(Refusal):
    code = "proposals.code_unknown"
    sentence = _("This code is unknown, has been used, or is too old.")
    forward = _("Compare it with the paper. The office that wrote your proposal can give you a new one.")
    status = 422


class InvitationOver(Refusal):
    code = "proposals.invitation_over"
    sentence = _("This invitation is not in force any more.")
    forward = _("Ask the person who sent it for a new link, or support the proposal.")


class AlreadyTogether(Refusal):
    code = "proposals.already_together"
    sentence = _("You are one of the proposers already.")
    forward = _("You find the proposal on your page.")


class TooManyTogether(Refusal):
    code = "proposals.too_many_together"
    sentence = _("A proposal has at most ten co-proposers.")
    forward = _("Others can support it.")


class NotTogether(Refusal):
    code = "proposals.not_together"
    sentence = _("You are no co-proposer of this proposal.")
    status = 403
