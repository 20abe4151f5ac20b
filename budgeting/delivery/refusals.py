"""How deliveries say no."""

from django.utils.translation import gettext_lazy as _

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


class DayAhead(Refusal):
    code = "delivery.day_ahead"
    sentence = _("This day still lies ahead.")
    forward = _("Choose today or an earlier day.")
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
