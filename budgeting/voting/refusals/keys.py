"""What may be wrong with the keys of a vote, and with its trustees."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class KeyMissing(Refusal):
    code = "voting.key_missing"
    sentence = _("The key of this vote cannot be read on this machine.")
    forward = _("Ask the operator to restore the key folder (CIVIC_KEY_DIR).")
    status = 503


class KeysMade(Refusal):
    code = "voting.keys_made"
    sentence = _("The keys of this vote are made; its trustees cannot be exchanged any more.")
    forward = _("Trustees are named before the roll is fixed.")


class TrusteesUnfit(Refusal):
    code = "voting.trustees_unfit"
    sentence = _("A vote has three trustees, each with a name and a key of their own.")
    forward = _("Give three names and three different keys, or none at all.")
    status = 422


class KeyWithTrustees(Refusal):
    code = "voting.key_with_trustees"
    sentence = _("The key that opens the ballots is with the trustees.")
    forward = _("Two of the three open it together; then it is handed in here.")


class KeyNotAway(Refusal):
    code = "voting.key_not_away"
    sentence = _("No key of this vote is with trustees.")
    forward = _("There is nothing to hand in.")


class KeyTooEarly(Refusal):
    code = "voting.key_too_early"
    sentence = _("The key is handed in after the box is closed, not before.")
    forward = _("Close the box first.")


class KeyDoesNotFit(Refusal):
    code = "voting.key_does_not_fit"
    sentence = _("This is not the key of this vote.")
    forward = _("Check that all 64 letters and digits are there, and that the file was that of this vote.")
    status = 422
