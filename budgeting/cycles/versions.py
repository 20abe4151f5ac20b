"""What changed between two versions of a project, in words. Pure: takes anything with the fields of a version."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from civic.common.money import Currency, amount_text

SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n+")


@dataclass(frozen=True)
class Change:
    """A change said in a sentence; for a text also the sentences taken out and put in."""

    sentence: str
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


def differences(old: Any, new: Any, money: Currency) -> list[Change]:
    """How ``new`` differs from ``old``: cost, title, place, who benefits, event or not, and the description."""
    found = []
    if old.cost != new.cost:
        moved = {"old": amount_text(old.cost, money), "new": amount_text(new.cost, money)}
        found.append(Change(_("The cost changed from %(old)s to %(new)s.") % moved))
    for name, sentence in (
        ("title", _("The title changed from “%(old)s” to “%(new)s”.")),
        ("place", _("The place changed from “%(old)s” to “%(new)s”.")),
        ("beneficiaries", _("Who benefits changed from “%(old)s” to “%(new)s”.")),
    ):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            nothing = _("nothing entered")
            found.append(Change(sentence % {"old": before or nothing, "new": after or nothing}))
    if old.is_event != new.is_event:
        found.append(Change(_("It is now an event.") if new.is_event else _("It is no longer an event.")))
    if old.summary != new.summary:
        found.append(_text_change(_sentences(old.summary), _sentences(new.summary)))
    if (old.title_en, old.summary_en) != (new.title_en, new.summary_en):
        found.append(Change(_("The English text changed.")))
    return found


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def _text_change(old: Sequence[str], new: Sequence[str]) -> Change:
    """The description sentence by sentence: what was taken out and what was put in."""
    removed: list[str] = []
    added: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += old[a:b]
            added += new[c:d]
    parts = []
    if added:
        parts.append(
            ngettext("%(n)s sentence added", "%(n)s sentences added", len(added)) % {"n": len(added)}
        )
    if removed:
        parts.append(
            ngettext("%(n)s sentence removed", "%(n)s sentences removed", len(removed)) % {"n": len(removed)}
        )
    return Change(
        _("The description changed: %(parts)s.") % {"parts": ", ".join(parts) or _("only the spacing")},
        removed,
        added,
    )


@dataclass(frozen=True)
class Told:
    """One version as the page tells it: its number, when, why, and what changed against the one before."""

    number: int
    at: Any
    reason: str
    changes: list[Change]


def history(versions: Sequence[Any], money: Currency) -> list[Told]:
    """Versions in their order as the page tells them, newest first; the first has no changes."""
    told = [
        Told(
            version.number,
            version.at,
            _(version.reason),
            differences(versions[place - 1], version, money) if place else [],
        )
        for place, version in enumerate(versions)
    ]
    return told[::-1]
