"""Items and motions as sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from budgeting.committee.models import Item, Motion
from budgeting.committee.sessions.codes import RefusalCode
from budgeting.committee.wording import recusals_in_words


def item_in_words(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item of the minutes: its outcome, its numbers, its motions and its code, each as a sentence."""
    outcome = Item.Outcome(item["outcome"]).label if item["outcome"] else Item.State(item["state"]).label
    numbers = ""
    if item["needed"] is not None:
        numbers = _(
            "%(present)s members present and not recused, of %(enrolled)s with a vote; %(needed)s needed for a quorum."
        ) % {"present": item["present"], "enrolled": item["enrolled"], "needed": item["needed"]}
    return {
        "outcome": outcome,
        "numbers": numbers,
        "motions": [motion_in_words(one) for one in item["motions"]],
        "code": RefusalCode(item["code"]).label if item["code"] else "",
    }


def motion_in_words(motion: Mapping[str, Any]) -> str:
    """ "to approve: 5 for, 2 against, 1 abstention; carried"."""
    said = _("%(motion)s: %(for)s for, %(against)s against, %(abstentions)s abstentions; %(result)s") % {
        "motion": Motion.Kind(motion["kind"]).label,
        "for": motion["for"],
        "against": motion["against"],
        "abstentions": motion["abstentions"],
        "result": _("carried") if motion["carried"] else _("not carried"),
    }
    return f"{said} ({motion['text']})" if motion["text"] else said


def recusals_of(item: Mapping[str, Any]) -> list[str]:
    """ "1 recused (self)"; never who or why."""
    return recusals_in_words(item["recused_self"], item["recused_rule"])
