"""Dates that an answer has promised, as long as they lie ahead or have passed without what was promised."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from civic.common.dates import is_past
from proposals.models import Answer, Proposal
from proposals.moments import Moment
from proposals.states import AFTER_THE_ANSWER

State = Proposal.State
OWED_IN = (*AFTER_THE_ANSWER, State.DEBATE, State.IMPLEMENTING)


def ahead(proposal: Proposal, at: datetime) -> list[Moment]:
    """The date of an adoption until the work is done, and that of a second look until the matter has gone on.

    Takes one of `queries.in_full`.
    """
    if proposal.state not in OWED_IN:
        return []
    final = next((one for one in proposal.answers.all() if not one.interim), None)
    if final is None:
        return []
    found = []
    if final.planned_on is not None:
        found.append(_promised(_("The promised date"), final.planned_on, final, at))
    if final.recheck_on is not None and proposal.state != State.IMPLEMENTING:
        found.append(_promised(_("The department looks at it again"), final.recheck_on, final, at))
    return found


def _promised(title: str, day: date, answer: Answer, at: datetime) -> Moment:
    late = is_past(day, at)
    label = pgettext("before a date", "was due") if late else pgettext("before a date", "by")
    text = _("The date has passed. The department still has to say what became of it.") if late else ""
    moment = timezone.make_aware(datetime.combine(day, time.min))
    return Moment(title, moment, text, "bad" if late else "next", label, f"#answer-{answer.pk}")
