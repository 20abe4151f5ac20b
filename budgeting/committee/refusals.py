"""How the committee says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NotAMember(Refusal):
    code = "committee.not_a_member"
    sentence = _("Only a member of this cycle's committee may do this.")
    forward = _("No role of the city's staff, not even the administrator's, includes a score.")
    status = 403


class SecondFactorOfMembers(Refusal):
    code = "committee.second_factor_first"
    sentence = _("Members of a committee sign in with a second factor.")
    forward = _("Set one up on the page “Second factor and passkeys”, then try again.")
    status = 403


class NoVote(Refusal):
    code = "committee.no_vote"
    sentence = _("Your seat in the committee is without a vote.")
    forward = _("You may read the dossiers and advise.")
    status = 403


class DecidesThemselves(Refusal):
    code = "committee.decides_themselves"
    sentence = _("Whoever writes the committee's decisions does not score.")
    forward = _("The role of secretary or administrator and a score do not go together.")
    status = 403


class CommitteeClosed(Refusal):
    code = "committee.closed"
    sentence = _("The committee works only during the phase of committee review.")
    forward = _("The calendar of the cycle says when that is.")


class NotBeforeTheCommittee(Refusal):
    code = "committee.not_before_it"
    sentence = _("This project is not before the committee.")
    forward = _("Only projects that a department found eligible are, until they are decided.")


class DeclareFirst(Refusal):
    code = "committee.declare_first"
    sentence = _("Please declare first whether you have an interest in this project.")
    forward = _("After that the dossier opens.")


class Excluded(Refusal):
    code = "committee.excluded"
    sentence = _(
        "You are excluded from this project by rule, because you, a relative, your organisation or your department "
        "has part in it."
    )
    forward = _("The item is decided without you; it does not count for the quorum.")
    status = 403


class Withdrawn(Refusal):
    code = "committee.withdrawn"
    sentence = _(
        "You are out of this project, by your own withdrawal or after a challenge; that stands until it is decided."
    )
    forward = _("The item is decided without you; it does not count for the quorum.")
    status = 403


class GroundMissing(Refusal):
    code = "committee.ground_missing"
    sentence = _("A withdrawal needs its ground. Only the secretary reads it; it is never published.")
    forward = _("Write the ground in a sentence.")
    status = 422


class SheetIncomplete(Refusal):
    code = "committee.sheet_incomplete"
    sentence = _("Every criterion that must be scored needs a whole score from 0 to 5.")
    forward = _("Give the scores that are missing.")
    status = 422


class CommentMissing(Refusal):
    code = "committee.comment_missing"
    sentence = _("The lowest and the highest score need a comment that says why.")
    forward = _("Write a sentence for each 0 and each 5.")
    status = 422


class SameMoment(Refusal):
    code = "committee.same_moment"
    sentence = _("You have just sent another sheet for this project.")
    forward = _("Open the project again; your newest scores are there.")


class Sealed(Refusal):
    code = "committee.sealed"
    sentence = _("The committee has decided on this project; its score sheets are sealed.")
    forward = _("The decision with its numbers is on the project page.")


class NoQuorum(Refusal):
    code = "committee.no_quorum"
    sentence = _("There is no quorum: more than half of the members who are not recused must have scored.")
    forward = _("Ask the members whose scores are missing.")


class ReasonMissing(Refusal):
    code = "committee.reason_missing"
    sentence = _("A decision needs a reason that people can read.")
    forward = _("Write in plain words why the committee decided so.")
    status = 422


class ConditionMissing(Refusal):
    code = "committee.condition_missing"
    sentence = _("A conditional admission needs its condition.")
    forward = _("Write the condition in a sentence.")
    status = 422


class CommitteeExists(Refusal):
    code = "committee.exists"
    sentence = _("This cycle has a committee already.")


class BodyIncomplete(Refusal):
    code = "committee.body_incomplete"
    sentence = _("A borough committee needs its borough, a sub-committee the committee that it belongs to.")
    forward = _("Choose it in the form.")
    status = 422


class AlreadyAMember(Refusal):
    code = "committee.already_a_member"
    sentence = _("This person is a member already.")


class ScoresHidden(Refusal):
    code = "committee.scores_hidden"
    sentence = _(
        "The scores of others are shown when your own are in, or when the scoring of the item is closed."
    )
    forward = _("Score the project first.")
    status = 403


class RemarksHidden(Refusal):
    code = "committee.remarks_hidden"
    sentence = _("The committee's discussion is shown when your own scores are in.")
    forward = _("Score the project first.")
    status = 403


class RemarkEmpty(Refusal):
    code = "committee.remark_empty"
    sentence = _("Write something before you send it.")
    status = 422


class ItemClosed(Refusal):
    code = "committee.item_closed"
    sentence = _("The scoring of this project is closed.")
    forward = _("The scores are shown to the committee now, and to everybody with the decision.")


class SheetFrozen(Refusal):
    code = "committee.sheet_frozen"
    sentence = _("Your scores are in and stay as they are.")
    forward = _(
        "If something is wrong, ask the chair to reopen your sheet; that is recorded with its reason."
    )


class NotTheStandingSheet(Refusal):
    code = "committee.not_the_standing_sheet"
    sentence = _("This sheet is reopened already, or a newer one stands in its place.")
    forward = _("Look at the present sheets and choose again.")


class StaleDraft(Refusal):
    code = "committee.stale_draft"
    sentence = _("This sheet was changed in another window in the meantime.")
    forward = _("Load the page again; the newest draft is there.")


class BadDraft(Refusal):
    code = "committee.bad_draft"
    sentence = _("A draft holds scores from 0 to 5 and comments for the criteria of this round.")
    forward = _("Correct what was sent.")
    status = 422


class NotAssigned(Refusal):
    code = "committee.not_assigned"
    sentence = _("This project was given to other members of the committee.")
    forward = _("Your queue shows the projects that are yours.")
    status = 403


class CalibrateFirst(Refusal):
    code = "committee.calibrate_first"
    sentence = _(
        "Please score the common dossiers first. Everybody begins with them, so that all use the scale alike."
    )
    forward = _("They stand at the top of your queue.")


class NotAParty(Refusal):
    code = "committee.not_a_party"
    sentence = _("Only a party to the project may challenge a member: who proposed it, alone or with others.")
    forward = _("Everybody reads on the project page how many members were recused, and why by kind.")
    status = 403


class NotOfThisCommittee(Refusal):
    code = "committee.not_of_this_committee"
    sentence = _("This member does not sit in the committee of this project.")
    status = 422


class ChallengeTooLate(Refusal):
    code = "committee.challenge_too_late"
    sentence = _("The time to challenge a member of the committee is over.")
    forward = _("The page of the committee says until when a challenge could be filed.")


class ChallengedAlready(Refusal):
    code = "committee.challenged_already"
    sentence = _("You have challenged this member already.")
    forward = _("You are told when the committee has decided.")


class ChallengeGroundMissing(Refusal):
    code = "committee.challenge_ground_missing"
    sentence = _("A challenge needs its ground. Only the committee reads it; it is never published.")
    forward = _("Write why a fair judgement cannot be expected.")
    status = 422


class OwnChallenge(Refusal):
    code = "committee.own_challenge"
    sentence = _("Who is challenged takes no part in the decision on it.")
    forward = _("Another person of the secretariat records it.")
    status = 403


class ChallengeDecided(Refusal):
    code = "committee.challenge_decided"
    sentence = _("This challenge has been decided already.")
    forward = _("Look at the present state.")


class VotesDoNotAddUp(Refusal):
    code = "committee.votes_do_not_add_up"
    sentence = _(
        "The votes must be those of voting members other than the challenged one, "
        "at least one and no more than there are."
    )
    forward = _("Count again.")
    status = 422


class ChallengePending(Refusal):
    code = "committee.challenge_pending"
    sentence = _("A challenge of a member is still to be decided.")
    forward = _("Record the committee's decision on it first.")


class RubricInUse(Refusal):
    code = "committee.rubric_in_use"
    sentence = _("Sheets have been handed in by this rubric; it does not change any more.")
    forward = _("Open a further round to score by another rubric.")


class WeightsNotHundred(Refusal):
    code = "committee.weights_not_hundred"
    sentence = _("The weights of the criteria that count must sum to 100.")
    forward = _("Change the weights.")
    status = 422


class NothingToShare(Refusal):
    code = "committee.nothing_to_share"
    sentence = _("In this round every member rates every project.")
    forward = _("Change the rule of the round first.")


class ThreeDossiers(Refusal):
    code = "committee.three_dossiers"
    sentence = _("A round begins with three common dossiers, or with none.")
    forward = _("Choose three projects that are before the committee.")
    status = 422
