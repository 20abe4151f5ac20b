"""How sessions, minutes, recommendations and objections say no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class WrittenNotAllowed(Refusal):
    code = "committee.written_not_allowed"
    sentence = _("The charter of this committee does not allow written resolutions.")
    forward = _("Call a session in a room or online.")


class DeadlineMissing(Refusal):
    code = "committee.deadline_missing"
    sentence = _("A resolution in writing needs a deadline after its beginning.")
    forward = _("Write until when votes are taken.")
    status = 422


class NotInWriting(Refusal):
    code = "committee.not_in_writing"
    sentence = _("This session meets; nobody votes on it in writing.")
    forward = _("The votes are counted in the session.")


class VotedInWriting(Refusal):
    code = "committee.voted_in_writing"
    sentence = _("On this agenda the members vote in writing, each on their own page.")
    forward = _("The votes are counted when the deadline has passed, or everybody has voted.")


class MotionMissing(Refusal):
    code = "committee.motion_missing"
    sentence = _("Each item of a resolution in writing needs its motion before it is sent round.")
    forward = _("Write the motion and its reason at each item.")


class WritingNotOpen(Refusal):
    code = "committee.writing_not_open"
    sentence = _("Votes in writing are not being taken now.")
    forward = _("From when and until when they are taken stands on the page of the session.")


class VotedAlready(Refusal):
    code = "committee.voted_already"
    sentence = _("You have voted on this item, and a vote that was given stands.")
    forward = _("The result is published when all decisions are.")


class StillVoting(Refusal):
    code = "committee.still_voting"
    sentence = _("The deadline has not passed, and votes are missing still.")
    forward = _("The votes are counted when the deadline has passed, or everybody has voted.")


class AgendaEmpty(Refusal):
    code = "committee.agenda_empty"
    sentence = _("A session is called with its agenda; there is no item yet.")
    forward = _("Put an item on the agenda first.")


class AgendaFixed(Refusal):
    code = "committee.agenda_fixed"
    sentence = _("The session is open or over; its agenda is fixed.")
    forward = _("Put the item on the agenda of the next session.")


class AlreadyOnAgenda(Refusal):
    code = "committee.already_on_agenda"
    sentence = _("This project is on the agenda of a session already.")
    forward = _("It can come up again when that session has deferred it.")


class NotInSession(Refusal):
    code = "committee.not_in_session"
    sentence = _("The session is not open.")
    forward = _("Record who is there and open it first.")


class TooEarly(Refusal):
    code = "committee.too_early"
    sentence = _("A session is opened on its day, not before.")
    forward = _("To hold it earlier, call another session.")


class NoSessionQuorum(Refusal):
    code = "committee.no_session_quorum"
    sentence = _("There is no quorum: %(present)s voting members are there, %(needed)s are needed.")
    forward = _("Record who has come since, or cancel the session and call another.")


class NoItemQuorum(Refusal):
    code = "committee.no_item_quorum"
    sentence = _(
        "There is no quorum for this item: %(present)s members who are not recused are there, %(needed)s are needed."
    )
    forward = _("Defer the item to the next session.")


class QuorumChanged(Refusal):
    code = "committee.quorum_changed"
    sentence = _("Who is there or recused has changed in the meantime, so that the item lacks its quorum.")
    forward = _("Look at the attendance and try again, or defer the item.")


class ScoresLacking(Refusal):
    code = "committee.scores_lacking"
    sentence = _(
        "A project is decided when more than half of the members who are not recused have scored it."
    )
    forward = _("Ask the members whose scores are missing, or defer the item.")


class ItemSettled(Refusal):
    code = "committee.item_settled"
    sentence = _("This item has been dealt with.")
    forward = _("What was decided stands; a deferred item can come up in the next session.")


class TooManyVotes(Refusal):
    code = "committee.too_many_votes"
    sentence = _("There are more votes than members who are there and not recused (%(present)s).")
    forward = _("Count again.")
    status = 422


class NoVotes(Refusal):
    code = "committee.no_votes"
    sentence = _("Nobody voted for or against.")
    forward = _("Write down how many voted for and against.")
    status = 422


class CodeMissing(Refusal):
    code = "committee.code_missing"
    sentence = _("A refusal carries a code beside its reason.")
    forward = _("Choose the code that fits best.")
    status = 422


class ItemsWaiting(Refusal):
    code = "committee.items_waiting"
    sentence = _("Not every item of the agenda has been dealt with.")
    forward = _("Decide on the items that are left, or defer them.")


class DecidedInSession(Refusal):
    code = "committee.decided_in_session"
    sentence = _("This project is on the agenda of a session; it is decided there.")
    forward = _("Open the session and take the item up.")


class NothingToPublish(Refusal):
    code = "committee.nothing_to_publish"
    sentence = _("There is no decision that waits to be published.")
    forward = _("Decisions wait here when a session has taken them.")


class NotHeard(Refusal):
    code = "committee.not_heard"
    sentence = _("You are recused from this item, so you neither read nor join its discussion.")
    forward = _("The item is decided without you; it does not count for the quorum.")
    status = 403


class TextEmpty(Refusal):
    code = "committee.text_empty"
    sentence = _("There is nothing written yet.")
    forward = _("Write at least one sentence.")
    status = 422


class SessionNotClosed(Refusal):
    code = "committee.session_not_closed"
    sentence = _("Minutes are drafted when the session is closed.")
    forward = _("Close the session first.")


class MinutesExist(Refusal):
    code = "committee.minutes_exist"
    sentence = _("These minutes are confirmed; they are not drafted again.")
    forward = _("A correction is an item of the next session.")


class WasNotThere(Refusal):
    code = "committee.was_not_there"
    sentence = _("Minutes are confirmed by members who were there.")
    forward = _("You can read them and tell the secretary what is wrong.")
    status = 403


class ConfirmedAlready(Refusal):
    code = "committee.confirmed_already"
    sentence = _("You have confirmed these minutes.")


class NotConfirmed(Refusal):
    code = "committee.not_confirmed"
    sentence = _("%(confirmed)s members have confirmed the minutes; %(needed)s are needed.")
    forward = _("Ask the members who were there.")


class GroundOfClosing(Refusal):
    code = "committee.ground_of_closing"
    sentence = _("Minutes that are not open need the legal ground.")
    forward = _("Name the article of the law.")
    status = 422


class DecisionsUnpublished(Refusal):
    code = "committee.decisions_unpublished"
    sentence = _("Minutes are published after the decisions that they report.")
    forward = _("Publish the decisions first.")


class AnsweredAlready(Refusal):
    code = "committee.answered_already"
    sentence = _("This has been answered.")


class NotTheDepartment(Refusal):
    code = "committee.not_the_department"
    sentence = _("Another department answers this.")
    forward = _("If it belongs to yours, ask the committee's secretary.")
    status = 403


class NotHeardAgain(Refusal):
    code = "committee.not_heard_again"
    sentence = _("The committee cannot deal with this project again: what is voted on is fixed by now.")
    forward = _("Answer that the decision stands, and say why it cannot be changed in this cycle.")


class NotTheProposer(Refusal):
    code = "committee.not_the_proposer"
    sentence = _("Only those who proposed the project, alone or with others, can object to a decision.")
    forward = _("Everybody can comment on the project.")
    status = 403


class ObjectionLate(Refusal):
    code = "committee.objection_late"
    sentence = _("The time for an objection is over.")
    forward = _("Call the committee's secretary; the telephone number stands with the session.")


class ObjectedAlready(Refusal):
    code = "committee.objected_already"
    sentence = _("You have objected to this decision.")
    forward = _("The answer comes by the day that stands beside it.")
