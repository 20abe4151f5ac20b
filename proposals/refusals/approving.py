"""Why an answer is not approved, published, rated or asked about."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NeedsApproval(Refusal):
    code = "proposals.needs_approval"
    sentence = _("In this city a second person approves every final answer.")
    forward = _("Keep the answer as a draft and ask for approval.")


class OwnDraft(Refusal):
    code = "proposals.own_draft"
    sentence = _("Nobody approves an answer of their own.")
    forward = _("Ask a colleague to read it.")
    status = 403


class NotWaiting(Refusal):
    code = "proposals.not_waiting"
    sentence = _("This answer does not wait for approval.")


class NotApproved(Refusal):
    code = "proposals.not_approved"
    sentence = _("This answer has not been approved, or it was changed since.")
    forward = _("Ask for approval again.")


class NotYours(Refusal):
    code = "proposals.not_yours"
    sentence = _("Only the proposer and those who support the proposal rate its answer.")
    status = 403


class AlreadyRated(Refusal):
    code = "proposals.already_rated"
    sentence = _("You have rated this answer already.")


class AlreadyAsked(Refusal):
    code = "proposals.already_asked"
    sentence = _("A further question on this answer has been asked already.")
    forward = _("The department's reply appears below the answer.")


class NothingAsked(Refusal):
    code = "proposals.nothing_asked"
    sentence = _("No question waits for a reply here.")


class NoteEmpty(Refusal):
    code = "proposals.note_empty"
    sentence = _("Write the note.")
    status = 422
