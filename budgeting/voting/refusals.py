"""Every way voting says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


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


class VotingStillOpen(Refusal):
    code = "voting.still_open"
    sentence = _("The vote is still open.")
    forward = _("It can be closed after %(closes)s.")


class NotVerified(Refusal):
    code = "voting.not_verified"
    sentence = _("It is not yet verified that you live, work or study here.")
    forward = _("Verify your residency first; it takes two minutes. Then come back to this page.")
    status = 403


class WrongBasis(Refusal):
    code = "voting.wrong_basis"
    sentence = _("In this vote only people with another tie to the city may vote: %(electorate)s.")
    forward = _("If your tie has changed, have it verified anew.")
    status = 403


class NotOnRoll(Refusal):
    code = "voting.not_on_roll"
    sentence = _("You are not on the roll of this vote. The roll was fixed on %(fixed)s.")
    forward = _(
        "People verified after that day or in another area can vote next time. Is this a mistake? Call us."
    )
    status = 403


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


class InvalidBallot(Refusal):
    code = "voting.invalid_ballot"
    sentence = _("This ballot cannot be taken.")
    forward = _("Go back to the projects and correct it. Nothing has been cast.")
    status = 422


class NotOnBallot(InvalidBallot):
    code = "voting.not_on_ballot"
    sentence = _("A project or an envelope is not on this ballot.")


class NamedTwice(InvalidBallot):
    code = "voting.named_twice"
    sentence = _("A project is named twice on this ballot.")


class PointsDoNotFit(InvalidBallot):
    code = "voting.points_do_not_fit"
    sentence = _("Points and projects of this ballot do not belong together.")
    forward = _("Give whole points from 1 upwards to each chosen project, and only where points are given.")


class TooManyProjects(InvalidBallot):
    code = "voting.too_many_projects"
    sentence = _("“%(name)s”: at most %(most)s projects, you chose %(chosen)s.")


class TooFewProjects(InvalidBallot):
    code = "voting.too_few_projects"
    sentence = _("“%(name)s”: at least %(least)s projects, you chose %(chosen)s.")
    forward = _("Choose more, or none at all: a blank vote is allowed. Nothing has been cast.")


class TooManyOfOneTopic(InvalidBallot):
    code = "voting.too_many_of_one_topic"
    sentence = _("“%(name)s”: at most %(most)s projects of one policy field, you chose %(chosen)s.")


class OverBudget(InvalidBallot):
    code = "voting.over_budget"
    sentence = _("“%(name)s”: over the budget by %(over)s.")


class TooManyPoints(InvalidBallot):
    code = "voting.too_many_points"
    sentence = _("“%(name)s”: %(most)s points to share out, you gave %(given)s.")


class TooManyPointsForOne(InvalidBallot):
    code = "voting.too_many_points_for_one"
    sentence = _("“%(name)s”: one project can get at most %(most)s points, you gave %(given)s.")


class RollAlreadyFixed(Refusal):
    code = "voting.roll_already_fixed"
    sentence = _("The roll of this vote is fixed and cannot be drawn again.")
    forward = _("People verified later can vote next time.")


class RulesMissing(Refusal):
    code = "voting.rules_missing"
    sentence = _("The cycle has no rule set or no voting phase yet.")
    forward = _("Complete the cycle first.")


class AgeNotVerifiable(Refusal):
    code = "voting.age_not_verifiable"
    sentence = _("The rules ask for an age of %(age)s, but only “14 or older” is known of people.")
    forward = _("Use a minimum age of 14 or none.")


class AlreadyClosed(Refusal):
    code = "voting.already_closed"
    sentence = _("The vote is closed already.")
    forward = _("Go on with the count.")


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


class SignInAgain(Refusal):
    code = "voting.sign_in_again"
    sentence = _("Before a ballot is cast, please confirm that it is you.")
    forward = _("Sign in again; your choices are kept in this browser.")
    status = 401


class NoLedger(Refusal):
    code = "voting.no_ledger"
    sentence = _("This vote has no public ledger: it was taken in from elsewhere.")
    forward = _("Votes that are held here have one from their preparation on.")


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


class AlreadyInPerson(Refusal):
    code = "voting.already_in_person"
    sentence = _("It is already marked that this person has voted on paper.")
    forward = _(
        "Hand out no second slip. If the person says it was not them, note the time and call the office."
    )


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


class PaperStaysSealed(Refusal):
    code = "voting.paper_stays_sealed"
    sentence = _("The boxes stay sealed until the vote is over.")
    forward = _("Slips can be entered from %(closes)s on.")


class AlreadyCounted(Refusal):
    code = "voting.already_counted"
    sentence = _("The vote has been counted.")
    forward = _("Nothing of it can be changed any more.")


class BatchExists(Refusal):
    code = "voting.batch_exists"
    sentence = _("Somebody has begun to enter the slips of this place already.")
    forward = _("Be the second reader.")


class SamePerson(Refusal):
    code = "voting.same_person"
    sentence = _("The second reading is another person's work.")
    forward = _("Ask a colleague who has not seen your entries.")
    status = 403


class ThirdPerson(Refusal):
    code = "voting.third_person"
    sentence = _("Who read the slips does not decide where the readings differ.")
    forward = _("Ask a third person.")
    status = 403


class ReadingFinished(Refusal):
    code = "voting.reading_finished"
    sentence = _("This reading is finished, or is another person's.")
    forward = _("Look at the state of the batch.")


class ReadingsUnfinished(Refusal):
    code = "voting.readings_unfinished"
    sentence = _("Both readings have to be finished first.")
    forward = _("Each reader presses “All slips are entered”.")


class SlipNotOfPlace(Refusal):
    code = "voting.slip_not_of_place"
    sentence = _("No slip with this number was printed for this place.")
    forward = _(
        "Look at the number again. Put a slip that is not one of ours aside and say so in the remark."
    )
    status = 422


class NothingToResolve(Refusal):
    code = "voting.nothing_to_resolve"
    sentence = _("Both readings agree on this slip.")
    forward = _("Go on with the next difference.")


class StillDifferent(Refusal):
    code = "voting.still_different"
    sentence = _("The readings still differ.")
    forward = _("A third person decides each difference first.")


class SlipsAreNotMarks(Refusal):
    code = "voting.slips_are_not_marks"
    sentence = _("%(slips)s slips were entered, but %(marks)s people were marked as having voted here.")
    forward = _(
        "Count again. Enter a slip that was handed out but is not in the box as such; draw slips that are too many by lot."
    )


class PaperNotClosed(Refusal):
    code = "voting.paper_not_closed"
    sentence = _("The slips of some polling places are not entered and closed yet: %(places)s")
    forward = _("Close these batches first; then count.")


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


class NoPollingPlace(Refusal):
    code = "voting.no_polling_place"
    sentence = _("This vote has no polling place.")
    forward = _("Vote on this site.")


class ChannelNotOffered(Refusal):
    code = "voting.channel_not_offered"
    sentence = _("In this vote people do not vote in this way.")
    forward = _("Ways to vote: %(channels)s.")
