"""Why a project cannot be taken off the ballot."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class BallotNotFixed(Refusal):
    code = "voting.ballot_not_fixed"
    sentence = _("Prices are not published yet, so nobody relies on this ballot.")
    forward = _("Withdraw the project on its own page.")


class TooLateToTakeOff(Refusal):
    code = "voting.too_late_to_take_off"
    sentence = _("The vote is over; the ballot stays as people voted on it.")
    forward = _("After the count an officer can decide otherwise than counted, with a public reason.")


class NotStanding(Refusal):
    code = "voting.not_standing"
    sentence = _("This project does not stand on the ballot.")
    forward = _("Its page says what became of it.")


class GroundUnknown(Refusal):
    code = "voting.ground_unknown"
    sentence = _("A project leaves the ballot on one of the grounds of the list only.")
    forward = _("Choose a ground; what it does not say belongs in the reason.")
    status = 422


class ReasonMissing(Refusal):
    code = "voting.reason_missing"
    sentence = _("A project leaves the ballot with a reason that people can read.")
    forward = _("Write in a sentence what happened.")
    status = 422
