"""Why somebody cannot vote at a polling place or a kiosk."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class AlreadyInPerson(Refusal):
    code = "voting.already_in_person"
    sentence = _("It is already marked that this person has voted on paper.")
    forward = _(
        "Hand out no second slip. If the person says it was not them, note the time and call the office."
    )


class AgeNotSeen(Refusal):
    code = "voting.age_not_seen"
    sentence = _(
        "In this vote people aged %(age)s or older vote, and no statement of this person's age is here."
    )
    forward = _(
        "Look at the identity card and confirm that the person is old enough. The code stays good meanwhile."
    )
    status = 422


class NobodyFound(Refusal):
    code = "voting.nobody_found"
    sentence = _("Nobody on the roll of this vote has this code or number.")
    forward = _(
        "A code is good for ten minutes and for one use. Ask for a new one, or check the number on the document."
    )
    status = 422


class TooManyLookUps(Refusal):
    code = "voting.too_many_look_ups"
    sentence = _("Too many wrong codes or numbers were entered.")
    forward = _("Please try again in an hour, or let a colleague go on.")
    status = 429


class NotYourself(Refusal):
    code = "voting.not_yourself"
    sentence = _("Nobody marks themselves.")
    forward = _("A colleague marks you, as anybody else.")
    status = 403


class NoPollingPlace(Refusal):
    code = "voting.no_polling_place"
    sentence = _("This vote has no polling place.")
    forward = _("Vote on this site.")


class KioskTaken(Refusal):
    code = "voting.kiosk_taken"
    sentence = _("This code has been used by another device, or is no longer valid.")
    forward = _("The clerk opens a new session.")
    status = 403


class KioskEnded(Refusal):
    code = "voting.kiosk_ended"
    sentence = _("This device is not a voting device now.")
    forward = _("The clerk opens a session and shows a code to open here.")
    status = 403


class TicketUnknown(Refusal):
    code = "voting.ticket_unknown"
    sentence = _("This code is not known, has been used, or is older than ten minutes.")
    forward = _("Check it, or ask the clerk for a new one.")
    status = 422
