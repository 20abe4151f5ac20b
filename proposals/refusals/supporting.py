"""Why a proposal cannot be supported."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NotOpenForSupport(Refusal):
    code = "proposals.not_open_for_support"
    sentence = _("This proposal no longer gathers supports.")
    forward = _("You can follow it to hear what becomes of it.")


class OwnProposal(Refusal):
    code = "proposals.own_proposal"
    sentence = _("You cannot support your own proposal.")
    forward = _("Share it with others so that they can.")
    status = 403


class AlreadySupported(Refusal):
    code = "proposals.already_supported"
    sentence = _("You support this proposal already. It counts once.")


class NotSupported(Refusal):
    code = "proposals.not_supported_by_you"
    sentence = _("You do not support this proposal, so there is nothing to undo.")
