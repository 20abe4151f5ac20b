"""How budget cycles say no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class RulesFrozen(Refusal):
    code = "cycles.rules_frozen"
    sentence = _("The rules of this cycle are frozen since its first phase opened.")
    forward = _("New rules can be made for next year's cycle.")


class AgeCannotBeShown(Refusal):
    code = "cycles.age_cannot_be_shown"
    sentence = _("Nobody could show this minimum age.")
    forward = _(
        "Up to 14 what people declare at sign-up is enough; above it only 16, 18 or 19 are shown by a document."
    )
    status = 422


class MoneyFrozen(Refusal):
    code = "cycles.money_frozen"
    sentence = _("Prices and envelopes are frozen since prices were published.")
    forward = _("What people vote on stays what they read.")


class FirstDayPast(Refusal):
    code = "cycles.first_day_past"
    sentence = _("The first day must lie ahead, because the rules freeze when the first phase opens.")
    forward = _("Choose a first day that is still to come.")
    status = 422


class YearTaken(Refusal):
    code = "cycles.year_taken"
    sentence = _("There is already a cycle with this address.")
    forward = _("Try again.")


class AlreadyPublished(Refusal):
    code = "cycles.already_published"
    sentence = _("This cycle is published already.")


class Incomplete(Refusal):
    code = "cycles.incomplete"
    sentence = _(
        "This cycle cannot be published yet: it needs rules, a calendar and at least one envelope with money."
    )
    forward = _("Complete what is missing and publish again.")


class Undecided(Refusal):
    code = "cycles.undecided"
    sentence = _(
        "Some rules are not decided yet, because the source of this cycle's rules does not state them."
    )
    forward = _("Decide the rules and the envelopes that say so, then publish again.")


class EnvelopeKeyTaken(Refusal):
    code = "cycles.envelope_key_taken"
    sentence = _("This cycle has an envelope with this key already.")
    forward = _("Choose another key.")
    status = 422


class NotAdopted(Refusal):
    code = "cycles.not_adopted"
    sentence = _("Only a proposal that the department adopted, wholly or in part, becomes a project.")
    forward = _("Look at the answer to the proposal.")


class ProposalGone(Refusal):
    code = "cycles.proposal_gone"
    sentence = _(
        "No project is made of a proposal that is a draft, hidden, withdrawn, handed to another body or merged."
    )
    forward = _("Where it was merged, take the proposal that it went into.")


class DepartmentMissing(Refusal):
    code = "cycles.department_missing"
    sentence = _("A project needs the department that reviews it; this proposal has none.")
    forward = _("Choose the department in charge.")
    status = 422


class NotGathering(Refusal):
    code = "cycles.not_gathering"
    sentence = _("Projects are taken into this cycle only while proposals are gathered or reviewed.")
    forward = _("The calendar of the cycle says when that is.")


class AlreadyInCycle(Refusal):
    code = "cycles.already_in_cycle"
    sentence = _("This proposal is a project of this cycle already.")
    forward = _("Open the project that stands.")


class OverCeiling(Refusal):
    code = "cycles.over_ceiling"
    sentence = _("The cost is higher than a project of this envelope may have.")
    forward = _("Lower the cost, or choose another envelope.")
    status = 422


class OverEventCeiling(Refusal):
    code = "cycles.over_event_ceiling"
    sentence = _("The cost is higher than an event of this envelope may have: %(most)s.")
    forward = _("Lower the cost, or choose another envelope.")
    status = 422


class UnderFloor(Refusal):
    code = "cycles.under_floor"
    sentence = _("The cost is lower than a project of this envelope must have: %(least)s.")
    forward = _("Choose an envelope for smaller projects.")
    status = 422


class NoCost(Refusal):
    code = "cycles.no_cost"
    sentence = _("A project must cost something.")
    forward = _("Write the cost.")
    status = 422


class ReviewClosed(Refusal):
    code = "cycles.review_closed"
    sentence = _("Departments review only during the phase of department review.")
    forward = _("The review runs from %(opens)s to %(closes)s.")


class NotReviewable(Refusal):
    code = "cycles.not_reviewable"
    sentence = _("This project is past the department review.")
    forward = _("The committee has decided on it, or it was withdrawn.")


class NotYourDepartment(Refusal):
    code = "cycles.not_your_department"
    sentence = _("Only the department in charge reviews this project.")
    forward = _("The project page names the department.")
    status = 403


class ReasonCodeMissing(Refusal):
    code = "cycles.reason_code_missing"
    sentence = _("A project that is not eligible needs the ground: which test it does not pass.")
    forward = _("Choose a ground. A department judges feasibility, never merit.")
    status = 422


class ConditionMissing(Refusal):
    code = "cycles.condition_missing"
    sentence = _("Eligible with a condition needs the condition.")
    forward = _("Write the condition in a sentence.")
    status = 422


class TextMissing(Refusal):
    code = "cycles.text_missing"
    sentence = _("A review needs a reason that people can read.")
    forward = _("Write in plain words what was checked and what was found.")
    status = 422


class NotShapeable(Refusal):
    code = "cycles.not_shapeable"
    sentence = _("This project can no longer be changed, merged or divided.")
    forward = _("Projects are shaped until the committee has decided on them.")


class NotShapingTime(Refusal):
    code = "cycles.not_shaping_time"
    sentence = _("Projects are changed, merged and divided only while proposals are gathered or reviewed.")
    forward = _("The calendar of the cycle says when that is.")


class SameProject(Refusal):
    code = "cycles.same_project"
    sentence = _("This needs two different projects of the same cycle and envelope.")
    forward = _("Choose another project.")
    status = 422


class TooFewParts(Refusal):
    code = "cycles.too_few_parts"
    sentence = _("A project is divided into at least two parts, each with a title and a cost.")
    forward = _("Write a title and a cost for each part.")
    status = 422


class ReasonNeeded(Refusal):
    code = "cycles.reason_needed"
    sentence = _("This needs a reason that people can read.")
    forward = _("Write in a sentence why.")
    status = 422


class ExcludedAlready(Refusal):
    code = "cycles.excluded_already"
    sentence = _("These two projects exclude one another already.")
    forward = _("Both project pages say so.")


class CountKnowsNoPairs(Refusal):
    code = "cycles.count_knows_no_pairs"
    sentence = _("The count rule of this cycle cannot hold projects apart, and it is frozen.")
    forward = _("Merge the two projects, or choose the rule “of incompatible projects only one” next year.")


class InChargeAlready(Refusal):
    code = "cycles.in_charge_already"
    sentence = _("This department is in charge of the project already.")
    forward = _("Choose another department.")
    status = 422


class NotHandedOn(Refusal):
    code = "cycles.not_handed_on"
    sentence = _(
        "This project goes no further, or is being carried out: it is not given to another department here."
    )
    forward = _("Its page says what became of it.")


class PartnerIsInCharge(Refusal):
    code = "cycles.partner_is_in_charge"
    sentence = _("This department is in charge of the project already.")
    forward = _("Choose another department.")
    status = 422


class PartnerAsked(Refusal):
    code = "cycles.partner_asked"
    sentence = _("This department has been asked already.")
    forward = _("Its opinion stands on the project page when it is written.")


class NotAsked(Refusal):
    code = "cycles.not_asked"
    sentence = _("Only a department that was asked gives its opinion, once.")
    forward = _("The department in charge can ask.")
    status = 403


class NothingToObjectTo(Refusal):
    code = "cycles.nothing_to_object_to"
    sentence = _(
        "An objection is made to a review that finds a project not eligible, or eligible with a condition."
    )
    forward = _("You can write a comment on the project page.")


class ObjectionLate(Refusal):
    code = "cycles.objection_late"
    sentence = _("The time to object is over: it ran until %(until)s.")
    forward = _("You can write a comment on the project page.")


class ObjectedAlready(Refusal):
    code = "cycles.objected_already"
    sentence = _("There is an objection to this review already.")
    forward = _("The department answers it by the day that stands on the project page.")


class AnsweredAlready(Refusal):
    code = "cycles.answered_already"
    sentence = _("This objection is answered already.")
    forward = _("The answer stands on the project page.")


class TooLateToReviewAgain(Refusal):
    code = "cycles.too_late_to_review_again"
    sentence = _(
        "This project cannot be reviewed again: the committee has decided on it, or prices are published."
    )
    forward = _("Choose another outcome, and say in the answer what is right in the objection.")


class CannotWithdraw(Refusal):
    code = "cycles.cannot_withdraw"
    sentence = _("This project can no longer be withdrawn.")
    forward = _("It is decided already.")


class SupportNotCounted(Refusal):
    code = "cycles.support_not_counted"
    sentence = _(
        "A least share of ballots can be counted only where projects are picked and the most votes decide."
    )
    forward = _("Leave the least share out, or choose another way of voting or of counting.")


class BallotFixed(Refusal):
    code = "cycles.ballot_fixed"
    sentence = _("The vote has opened: no project comes to the ballot any more.")
    forward = _("The idea can be proposed again when the next cycle gathers proposals.")


class BallotFull(Refusal):
    code = "cycles.ballot_full"
    sentence = _("As many projects of this envelope are on the ballot as its rules allow: %(most)s.")
    forward = _("Turn this one down, or withdraw one that was admitted.")
