"""Why somebody may not cast a ballot, or not now."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from civic.accounts.refusals import SHOW_AGE, VERIFY
from civic.common.refusals import Refusal, Remedy


class VotingNotPrepared(Refusal):
    code = "voting.not_prepared"
    sentence = _("The vote is being prepared: the roll of voters is not fixed yet.")
    forward = _("Follow the projects; you are told when the vote opens.")


class VotingNotOpen(Refusal):
    code = "voting.not_open"
    sentence = _("The vote has not opened yet.")
    forward = _("It opens: %(opens)s. Until then you can read all projects.")


class VotingClosed(Refusal):
    code = "voting.closed"
    sentence = _("The vote is closed.")
    forward = _("The result is published here: %(result)s.")


class NotVerified(Refusal):
    code = "voting.not_verified"
    sentence = _("It is not yet verified that you live, work or study here.")
    forward = _("Verify your residency first; it takes two minutes. Then come back to this page.")
    status = 403
    remedy = VERIFY


class WrongBasis(Refusal):
    code = "voting.wrong_basis"
    sentence = _("In this vote only people with another tie to the city may vote: %(electorate)s.")
    forward = _("If your tie has changed, have it verified anew.")
    status = 403
    remedy = VERIFY


class NotOnRoll(Refusal):
    code = "voting.not_on_roll"
    sentence = _("You are not on the roll of this vote. The roll was fixed on %(fixed)s.")
    forward = _(
        "People verified after that day or in another area can vote next time. Is this a mistake? Call us."
    )
    status = 403


class AgeNotShown(Refusal):
    code = "voting.age_not_shown"
    sentence = _("In this vote people aged %(age)s or older vote, and no statement of your age is here yet.")
    forward = _(
        "Show an identity card, a mobile one too, at the service desk: you get a code, enter it here and can vote at once. "
        "Only “%(age)s or older” is stored, never your date of birth."
    )
    status = 403
    remedy: ClassVar[Remedy | None] = SHOW_AGE


class AgeNotShownPaper(AgeNotShown):
    """The same where slips are offered: it is the same code to programs, with one more way out."""

    forward = _(
        "Show an identity card, a mobile one too, at the service desk: you get a code, enter it here and can vote at once. "
        "Or show it at a polling place and vote on paper. Your date of birth is never stored."
    )


class AgeNotShownKiosk(AgeNotShown):
    """The same at the device of a polling place, where no code of a service desk can be entered; a clerk is near."""

    remedy = None
    forward = _(
        "Tell the clerk. A service desk of the city records your age from an identity card; after that you can vote on "
        "this device."
    )


class AgeNotShownKioskPaper(AgeNotShownKiosk):
    """And where slips are offered, they wait at the same table."""

    forward = _("Show your identity card to the clerk: you can vote on paper, here and now.")


class AlreadyCast(Refusal):
    code = "voting.already_cast"
    sentence = _("You have already voted, and in this vote a ballot cannot be changed.")
    forward = _("Was it not you? Call us at once.")


class VotedInPerson(Refusal):
    code = "voting.voted_in_person"
    sentence = _("It is marked that you have voted on paper at a polling place. Your slip counts.")
    forward = _("Whoever votes on paper cannot vote here any more. Was it not you? Call us at once.")


class IdempotencyConflict(Refusal):
    code = "voting.same_key_other_ballot"
    sentence = _("This form was already sent with other choices.")
    forward = _("Open the review page again and cast the ballot you want. The last one counts.")
    status = 422


class SignInAgain(Refusal):
    code = "voting.sign_in_again"
    sentence = _("Before a ballot is cast, please confirm that it is you.")
    forward = _("Sign in again; your choices are kept in this browser.")
    status = 401


class ChannelNotOffered(Refusal):
    code = "voting.channel_not_offered"
    sentence = _("In this vote people do not vote in this way.")
    forward = _("Ways to vote: %(channels)s.")


class LedgerBehind(Refusal):
    code = "voting.ledger_behind"
    sentence = _(
        "No ballot is taken: this database knows the ledger up to entry %(found)s, but entry %(kept)s was signed and kept. "
        "%(gap)s entries are missing."
    )
    forward = _(
        "An older backup was restored. Ask the operator to restore the newest one; your choices stay in this browser."
    )
    status = 503


class NoLedger(Refusal):
    code = "voting.no_ledger"
    sentence = _("This vote has no public ledger: it was taken in from elsewhere.")
    forward = _("Votes that are held here have one from their preparation on.")
