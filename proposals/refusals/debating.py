"""Why there is no debate, or no part in it."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NoDebateDue(Refusal):
    code = "proposals.no_debate_due"
    sentence = _("Nobody waits for a decision on a public debate here.")


class DebateDates(Refusal):
    code = "proposals.debate_dates"
    sentence = _("A debate opens now or later, and closes after it opens.")
    status = 422


class DebateClosed(Refusal):
    code = "proposals.debate_closed"
    sentence = _("The public debate is not open.")
    forward = _("Its page shows the dates and, after its end, the conclusions.")


class DebateGoesOn(Refusal):
    code = "proposals.debate_goes_on"
    sentence = _("The public debate has not closed yet.")
    forward = _("Publish the conclusions after its last day.")


class HeadAnswered(Refusal):
    code = "proposals.head_answered"
    sentence = _("The mayor has answered this proposal already.")
