"""How processes say no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class PhaseIsOver(Refusal):
    code = "processes.phase_is_over"
    sentence = _("This phase is over; its dates are history.")
    forward = _("Dates of phases that are open or still to come can be changed.")


class PhaseHasOpened(Refusal):
    code = "processes.phase_has_opened"
    sentence = _("This phase has opened, so its opening can no longer be moved.")
    forward = _("You can still move its close.")


class DatesInThePast(Refusal):
    code = "processes.dates_in_the_past"
    sentence = _("A date can only be moved to a moment that is still to come.")
    forward = _("Choose a later date.")
    status = 422


class ClosesBeforeItOpens(Refusal):
    code = "processes.closes_before_it_opens"
    sentence = _("The phase would close before it opens.")
    forward = _("Choose a close that is later than the opening.")
    status = 422


class ReasonMissing(Refusal):
    code = "processes.reason_missing"
    sentence = _("A change of dates needs a reason that people can read.")
    forward = _("Write in a sentence why the dates change.")
    status = 422


class NothingChanges(Refusal):
    code = "processes.nothing_changes"
    sentence = _("These are the dates that stand already.")
    forward = _("Choose another opening or another close.")
    status = 422


class PhaseTwice(Refusal):
    code = "processes.phase_twice"
    sentence = _("There is already a phase of this kind.")
    forward = _("Change the dates of the one that stands.")
