"""Every way in which the proposals say no."""

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


class NotUnderReview(Refusal):
    code = "proposals.not_under_review"
    sentence = _("This proposal does not wait for an answer.")
    forward = _("The department answers when the proposal has enough supports.")


class NotYourDepartment(Refusal):
    code = "proposals.not_your_department"
    sentence = _("This proposal is with another department.")
    forward = _("Ask that department to hand it over to yours.")
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


class CannotHide(Refusal):
    code = "proposals.cannot_hide"
    sentence = _("The proposal is not public, so it cannot be hidden.")


class NotUnderWay(Refusal):
    code = "proposals.not_under_way"
    sentence = _("Only a proposal that gathers supports or waits for its answer can be moved.")


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


class NotAnsweredYet(Refusal):
    code = "proposals.not_answered_yet"
    sentence = _("The department's answer comes first.")
    forward = _("The next step follows when the answer is public.")


class NoDebateDue(Refusal):
    code = "proposals.no_debate_due"
    sentence = _("Nobody waits for a decision on a public debate here.")


class DebateDates(Refusal):
    code = "proposals.debate_dates"
    sentence = _("A debate opens now or later, and closes after it opens.")
    status = 422


class DebateClosed(Refusal):
    code = "proposals.debate_closed"
    sentence = _("The public debate is not open.")
    forward = _("Its page shows the dates and, after its end, the conclusions.")


class DebateGoesOn(Refusal):
    code = "proposals.debate_goes_on"
    sentence = _("The public debate has not closed yet.")
    forward = _("Publish the conclusions after its last day.")


class HeadAnswered(Refusal):
    code = "proposals.head_answered"
    sentence = _("The mayor has answered this proposal already.")


class NotBegun(Refusal):
    code = "proposals.not_begun"
    sentence = _("The work on this proposal has not been reported as begun, or is done already.")


class EvidenceMissing(Refusal):
    code = "proposals.evidence_missing"
    sentence = _("Say what was done: where, how much, and how one can see it.")
    status = 422


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


class NoPromise(Refusal):
    code = "proposals.no_promise"
    sentence = _("This answer promises no date that could be moved.")


class SameDate(Refusal):
    code = "proposals.same_date"
    sentence = _("Give a new date that differs from the old one.")
    status = 422


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
