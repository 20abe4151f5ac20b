"""Deliveries as pages show them."""

from typing import Any

from django.utils.translation import gettext as _

from budgeting.delivery.models import Milestone
from budgeting.delivery.queries import Line
from budgeting.delivery.states import TAG_KINDS, UNDER_WAY, State
from civic.attachments.queries import Shown, shown_of
from civic.common.bilingual import localized
from civic.common.dates import date_text
from civic.common.money import amount_text


def events(line: Line) -> list[dict[str, Any]]:
    """The milestones as a timeline: reached, the next one, late ones, with every slip and its reason."""
    late = {one.pk for one in line.late if isinstance(one, Milestone)}
    under_way = line.delivery.state in UNDER_WAY
    found = []
    for milestone in line.milestones:
        if milestone.done_on is not None:
            state = "done"
        elif milestone.pk in late:
            state = "bad"
        else:
            state = "now" if under_way and milestone is line.next else "next"
        found.append(
            {
                "title": localized(milestone, "title"),
                "at": milestone.done_on or milestone.due_on,
                "label": _("reached") if milestone.done_on else _("planned"),
                "text": _texts(milestone),
                "state": state,
            }
        )
    return found


def _texts(milestone: Milestone) -> str:
    slips = [
        _("Later than planned, %(old)s → %(new)s: %(reason)s")
        % {
            "old": date_text(slip.old_due_on),
            "new": date_text(slip.new_due_on),
            "reason": localized(slip, "reason"),
        }
        for slip in milestone.slips.all()
    ]
    return " ".join([*slips, *([milestone.note] if milestone.note else [])])


def pictured(line: Line) -> list[tuple[Milestone, Shown]]:
    """The milestones that have photos or documents, each with them: one query, none where none has."""
    found = shown_of([milestone.folder_id for milestone in line.milestones])
    both = [(milestone, found.get(milestone.folder_id or 0)) for milestone in line.milestones]
    return [(milestone, files) for milestone, files in both if files]


def money_in_words(line: Line) -> str:
    """ "76.4 million of 80 million won spent (95 %)"."""
    money = line.delivery.project.envelope.cycle.money
    amounts = {
        "spent": amount_text(line.spent, money),
        "planned": amount_text(line.delivery.planned, money),
        "rate": line.rate,
    }
    return _("%(spent)s of %(planned)s spent (%(rate)s%%)") % amounts


def tag_kind(line: Line) -> str:
    return TAG_KINDS[State(line.delivery.state)]
