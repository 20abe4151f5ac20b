"""Items and motions as sentences."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from budgeting.committee.models import Item, Motion, Session
from budgeting.committee.sessions.codes import RefusalCode
from budgeting.committee.sessions.queries import Presence
from budgeting.committee.wording import recusals_in_words


def is_written(content: Mapping[str, Any]) -> bool:
    """Are these the minutes of a resolution in writing?"""
    return bool(content["way"] == Session.Way.WRITTEN)


def title_of(content: Mapping[str, Any]) -> str:
    """The heading of minutes, which names a resolution in writing as one."""
    if is_written(content):
        return _("Record of the resolution in writing, session %(n)s") % {"n": content["number"]}
    return _("Minutes of session %(n)s") % {"n": content["number"]}


def item_in_words(item: Mapping[str, Any], *, written: bool = False) -> dict[str, Any]:
    """An item of the minutes: its outcome, its numbers, its motions and its code, each as a sentence."""
    outcome = Item.Outcome(item["outcome"]).label if item["outcome"] else Item.State(item["state"]).label
    numbers = ""
    if item["needed"] is not None:
        said = (
            _(
                "%(present)s members voted in writing, of %(enrolled)s with a vote; %(needed)s needed for a quorum."
            )
            if written
            else _(
                "%(present)s members present and not recused, of %(enrolled)s with a vote; %(needed)s needed for a quorum."
            )
        )
        numbers = said % {"present": item["present"], "enrolled": item["enrolled"], "needed": item["needed"]}
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


def votes_of(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the public table of votes and recusals: one for each motion, one for an item that was not voted on."""
    rows = []
    for item in items:
        shared = {name: item[name] for name in ("position", "title", "title_en", "present", "needed")}
        shared["recusals"] = item["recusals"] if "recusals" in item else ", ".join(recusals_of(item))
        shared["state"] = Item.State(item["state"]).label
        for motion in item["motions"]:
            result = _("carried") if motion["carried"] else _("not carried")
            said = Motion.Kind(motion["kind"]).label
            numbers = {"ayes": motion["for"], "noes": motion["against"], "abstentions": motion["abstentions"]}
            rows.append(shared | numbers | {"motion": said, "result": result})
        if not item["motions"]:
            rows.append(shared | {"motion": ""})
    return rows


def votes_shown(items: Iterable[Item], numbers: Mapping[int, Presence]) -> list[dict[str, Any]]:
    """The rows of the same table from the items themselves; ``numbers``: how many are recused now, by item and way."""
    return votes_of(
        {
            name: getattr(item, name)
            for name in ("position", "title", "title_en", "present", "needed", "state")
        }
        | {
            "motions": [counted(one) for one in item.motions.all()],
            "recusals": _recusals_then(item, numbers[item.pk]),
        }
        for item in items
    )


def counted(motion: Motion) -> dict[str, Any]:
    """A motion with its votes as plain values."""
    numbers = {"for": motion.ayes, "against": motion.noes, "abstentions": motion.abstentions}
    return {"kind": motion.kind, "text": motion.text, **numbers, "carried": motion.carried}


def _recusals_then(item: Item, today: Presence) -> str:
    """The number that the item was settled with; the ways stand there as long as nobody withdrew from it since."""
    if today.recused == item.recused:
        return ", ".join(recusals_in_words(today.recused_self, today.recused_rule, today.recused_challenge))
    return _("%(n)s recused") % {"n": item.recused} if item.recused else ""


def recusals_of(item: Mapping[str, Any]) -> list[str]:
    """ "1 recused (self)"; never who or why."""
    return recusals_in_words(item["recused_self"], item["recused_rule"], item.get("recused_challenge", 0))
