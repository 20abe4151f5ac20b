"""Why the office cannot prepare, close or open a vote."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class RollAlreadyFixed(Refusal):
    code = "voting.roll_already_fixed"
    sentence = _("The roll of this vote is fixed and cannot be drawn again.")
    forward = _("People verified later can vote next time.")


class RulesMissing(Refusal):
    code = "voting.rules_missing"
    sentence = _("The cycle has no rule set or no voting phase yet.")
    forward = _("Complete the cycle first.")


class TooLateToPrepare(Refusal):
    code = "voting.too_late_to_prepare"
    sentence = _("The time of this vote is over, and nobody could vote in it: its roll was never fixed.")
    forward = _("The projects can be voted on in another cycle only.")


class VotingStillOpen(Refusal):
    code = "voting.still_open"
    sentence = _("The vote is still open.")
    forward = _("It can be closed after %(closes)s.")


class AlreadyClosed(Refusal):
    code = "voting.already_closed"
    sentence = _("The vote is closed already.")
    forward = _("Go on with the count.")


class AlreadyCounted(Refusal):
    code = "voting.already_counted"
    sentence = _("The vote has been counted.")
    forward = _("Nothing of it can be changed any more.")


class BoxDoesNotMatch(Refusal):
    code = "voting.box_does_not_match"
    sentence = _("A sealed ballot does not open to what it was committed to. Nothing was counted.")
    forward = _("Keep the database as it is and call the auditors.")


class BoxHasStrangers(Refusal):
    code = "voting.box_has_strangers"
    sentence = _(
        "Ballots lie in the box that belong to nobody on the roll: %(ballots)s. Nothing was counted."
    )
    forward = _("Keep the database as it is and call the auditors.")


class KeysStillThere(Refusal):
    code = "voting.keys_still_there"
    sentence = _("The sealed ballots stay until the keys of the vote are destroyed.")
    forward = _("Certify the result by two officers and destroy the keys first.")
