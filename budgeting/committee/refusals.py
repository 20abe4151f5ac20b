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
    sentence = _("You are excluded from this project by rule, because it is your own or your department's.")
    forward = _("The item is decided without you; it does not count for the quorum.")
    status = 403


class Withdrawn(Refusal):
    code = "committee.withdrawn"
    sentence = _("You withdrew from this project; that stands until it is decided.")
    forward = _("The item is decided without you; it does not count for the quorum.")
    status = 403


class GroundMissing(Refusal):
    code = "committee.ground_missing"
    sentence = _("A withdrawal needs its ground. Only the secretary reads it; it is never published.")
    forward = _("Write the ground in a sentence.")
    status = 422


class SheetIncomplete(Refusal):
    code = "committee.sheet_incomplete"
    sentence = _("Every criterion needs a whole score from 0 to 5.")
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
    sentence = _("The scores of others are shown when your own are in, or when the item is decided.")
    forward = _("Score the project first.")
    status = 403
