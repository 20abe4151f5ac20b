"""How deliveries say no."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.refusals import VERIFY
from civic.common.refusals import Refusal


class NotYourDepartment(Refusal):
    code = "delivery.not_your_department"
    sentence = _("Only the department in charge keeps the record of this project.")
    forward = _("The project page names the department.")
    status = 403


class Ended(Refusal):
    code = "delivery.ended"
    sentence = _("This project is completed or cancelled; its record is closed.")
    forward = _("A correction is made by a spending row with the opposite sign, before the end.")


class AlreadyReached(Refusal):
    code = "delivery.already_reached"
    sentence = _("This milestone has been reached already.")


class DateNotLater(Refusal):
    code = "delivery.date_not_later"
    sentence = _("The new date must be later than the planned one.")
    forward = _("Choose a later date.")
    status = 422


class BeforeFunding(Refusal):
    code = "delivery.before_funding"
    sentence = _("This day lies before the day on which the project was funded.")
    forward = _("Choose a later day.")
    status = 422


class DayAhead(Refusal):
    code = "delivery.day_ahead"
    sentence = _("This day still lies ahead.")
    forward = _("Choose today or an earlier day.")
    status = 422


class TooFarAhead(Refusal):
    code = "delivery.too_far_ahead"
    sentence = _("This day lies more than twenty years ahead.")
    forward = _("Look at the year that you wrote.")
    status = 422


class BeforeLastMilestone(Refusal):
    code = "delivery.before_last_milestone"
    sentence = _("A milestone was reached after this day, so the project was not complete on it.")
    forward = _("Choose the day of the last milestone, or a later one.")
    status = 422


class MoreThanThereIs(Refusal):
    code = "delivery.more_than_there_is"
    sentence = _("No project costs so much.")
    forward = _("Look at the digits of the amount.")
    status = 422


class ReasonMissing(Refusal):
    code = "delivery.reason_missing"
    sentence = _("A delay or a cancellation needs a reason that people can read.")
    forward = _("Write in a sentence what happened.")
    status = 422


class MilestonesOpen(Refusal):
    code = "delivery.milestones_open"
    sentence = _("A project is complete when all of its milestones are reached.")
    forward = _("Mark the milestones that are reached, or move those that are not.")


class NothingSpent(Refusal):
    code = "delivery.nothing_spent"
    sentence = _("A spending row is of money: write an amount other than zero.")
    forward = _("A correction is negative.")
    status = 422


class BelowZero(Refusal):
    code = "delivery.below_zero"
    sentence = _("After this correction less than nothing would be spent.")
    forward = _("Write the amount that is to be taken back.")
    status = 422


class FindingMissing(Refusal):
    code = "delivery.finding_missing"
    sentence = _("A visit needs a finding that people can read.")
    forward = _("Write in a sentence what was found; also when all is well.")
    status = 422


class AnswerMissing(Refusal):
    code = "delivery.answer_missing"
    sentence = _("An answer needs words.")
    forward = _("Write what the department does about the finding, and by when.")
    status = 422


class AlreadyAnswered(Refusal):
    code = "delivery.already_answered"
    sentence = _("This finding has been answered already.")
    forward = _("The answer stands on the project page.")


class NotVerified(Refusal):
    code = "delivery.not_verified"
    sentence = _("It is not yet verified that you live, work or study here.")
    forward = _("Verify your residency first; it takes two minutes. Then come back to this page.")
    status = 403
    remedy = VERIFY


class NotAskedYet(Refusal):
    code = "delivery.not_asked_yet"
    sentence = _("Citizens are asked four weeks after a project is completed.")
    forward = _("Follow the project: you are told when it is time.")


class NoLongerAsked(Refusal):
    code = "delivery.no_longer_asked"
    sentence = _("Answers about this project are no longer taken.")
    forward = _("What people said stands on the project page.")


class OwnWork(Refusal):
    code = "delivery.own_work"
    sentence = _("The department in charge does not judge its own work.")
    status = 403


class AwardCalled(Refusal):
    code = "delivery.award_called"
    sentence = _("The best project of this year is being chosen, or has been.")


class TooFewNominees(Refusal):
    code = "delivery.too_few_nominees"
    sentence = _("Fewer than two projects were completed in this year: there is nothing to choose.")
    status = 422


class ChoiceTooLong(Refusal):
    code = "delivery.choice_too_long"
    sentence = _("A choice is open for a year at most.")
    forward = _("Choose an earlier last day.")
    status = 422


class CloseNotAhead(Refusal):
    code = "delivery.close_not_ahead"
    sentence = _("The last day must lie ahead.")
    status = 422


class AwardClosed(Refusal):
    code = "delivery.award_closed"
    sentence = _("No choice is made at this time.")


class NotNominated(Refusal):
    code = "delivery.not_nominated"
    sentence = _("This project is not among those to choose from.")
    status = 422
