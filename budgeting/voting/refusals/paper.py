"""Why slips of paper cannot be entered, compared or closed."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class PaperStaysSealed(Refusal):
    code = "voting.paper_stays_sealed"
    sentence = _("The boxes stay sealed until the vote is over.")
    forward = _("Slips can be entered from %(closes)s on.")


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


class OtherReading(Refusal):
    code = "voting.other_reading"
    sentence = _("Who reads the slips does not take the other reading over.")
    forward = _("Ask a colleague who has not seen your entries.")
    status = 403


class AgainNeedsReason(Refusal):
    code = "voting.again_needs_reason"
    sentence = _("Reading slips again needs a reason that people can read.")
    forward = _("Write in a sentence why.")
    status = 422


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


class NoSlipLeft(Refusal):
    code = "voting.no_slip_left"
    sentence = _(
        "No numbered slip is left at this place for this person's district: %(printed)s were printed."
    )
    forward = _("Ask the budget office to print more, then mark the person. On the web they can vote still.")


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
