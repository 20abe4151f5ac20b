"""Why a proposal cannot be written, sent in or changed."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class CallClosed(Refusal):
    code = "proposals.call_closed"
    sentence = _("Proposals are not being taken at the moment.")
    forward = _("The proposals page says when the next call opens.")


class NotTheAuthor(Refusal):
    code = "proposals.not_the_author"
    sentence = _("Only the person who wrote the proposal can do this.")
    status = 403


class NotADraft(Refusal):
    code = "proposals.not_a_draft"
    sentence = _("This proposal has been submitted already.")
    forward = _("Open its page to see how it is doing.")


class TooManyDrafts(Refusal):
    code = "proposals.too_many_drafts"
    sentence = _("There are five drafts on this device already.")
    forward = _("Sign in to keep more, or throw one away.")


class TooManyFromHere(Refusal):
    code = "proposals.too_many_from_here"
    sentence = _("Very many drafts were begun from this network today without signing in.")
    forward = _("Sign in to write, or come back tomorrow.")
    status = 429


class KeyUsed(Refusal):
    code = "proposals.key_used"
    sentence = _("This key was sent with another proposal.")
    forward = _("Make a new key for each new proposal.")
    status = 422


class Incomplete(Refusal):
    code = "proposals.incomplete"
    sentence = _("Some parts of the proposal are still missing.")
    forward = _("Give a title, a text and a topic.")
    status = 422


class GroupIncomplete(Refusal):
    code = "proposals.group_incomplete"
    sentence = _("A group that proposes needs its name and what it is.")
    forward = _("Give both, or leave both empty to propose by yourself.")
    status = 422


class ResidentNumber(Refusal):
    code = "proposals.resident_number"
    sentence = _("The text contains a resident registration number. It must not be published.")
    forward = _("Take the number out and submit again.")
    status = 422


class PersonalData(Refusal):
    code = "proposals.personal_data"
    sentence = _("The text seems to contain a phone number, an account number or an e-mail address.")
    forward = _("Everybody will be able to read it. Take it out, or confirm that it may be public.")
    status = 422


class EditingOver(Refusal):
    code = "proposals.editing_over"
    sentence = _("The text can only be changed while supports are gathered.")
    forward = _("Add what is new as an opinion below the proposal.")


class NothingChanged(Refusal):
    code = "proposals.nothing_changed"
    sentence = _("Nothing was changed.")
    status = 422


class ChangedMeanwhile(Refusal):
    code = "proposals.changed_meanwhile"
    sentence = _("The text was changed in another window after you opened it here.")
    forward = _("Both versions are shown below. Keep what you want and save again.")


class CannotWithdraw(Refusal):
    code = "proposals.cannot_withdraw"
    sentence = _("The proposal can no longer be withdrawn.")
    forward = _("Proposals can be withdrawn until the department has answered.")
