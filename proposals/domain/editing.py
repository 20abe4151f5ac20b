"""Changing a submitted text: without a trace at first, later with a public version of what stood before."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record
from proposals import actions, personal_data
from proposals.domain import holding
from proposals.domain.counting import settle
from proposals.domain.drafting import cleaned
from proposals.domain.telling import tell
from proposals.models import Proposal, Version
from proposals.refusals import ChangedMeanwhile, Incomplete, NothingChanged, ResidentNumber

EDITABLE = ("title", "body", "place", "rough_cost")


@transaction.atomic
def edit(
    actor: Actor, proposal: Proposal, *, at: datetime, version: int | None = None, **parts: Any
) -> Proposal:
    """Change title, body, place or cost of an open proposal; the old text becomes a public version where it must.

    Raises what `actions.edit` refuses, ChangedMeanwhile, NothingChanged, Incomplete, and ResidentNumber.
    """
    fresh = holding.alone(proposal.pk, "call")
    fresh = settle(fresh, at=at)  # a support that is not counted yet is one all the same
    actions.edit.require(actor, proposal=fresh, at=at)
    if version is not None and version != fresh.version:
        raise ChangedMeanwhile
    clean = cleaned(parts)
    changes = {
        name: clean[name] for name in EDITABLE if name in clean and getattr(fresh, name) != clean[name]
    }
    _check(changes)
    kept = None if actions.edits_freely(fresh, at) else _keep(fresh, person(actor), at)
    more = {"version": fresh.version + 1} | (
        {"title_keys": clean["title_keys"]} if "title" in changes else {}
    )
    for name, value in (changes | more).items():
        setattr(fresh, name, value)
        setattr(proposal, name, value)
    fresh.save(update_fields=[*changes, *more])
    record(actor, "proposals.edited", fresh, changed=sorted(changes), version=fresh.version)
    if kept is not None:
        _tell(fresh, person(actor), at)
    return fresh


def _tell(proposal: Proposal, author: User | None, at: datetime) -> None:
    """Whoever supported the old text hears of the new one; once a day, however often it is changed."""
    tell(
        "edited", proposal, once=str(timezone.localdate(at)), but=author.pk if author else None,
        path=f"{proposal.get_absolute_url()}versions/",
    )  # fmt: skip


def _check(changes: dict[str, Any]) -> None:
    if not changes:
        raise NothingChanged
    if any(changes.get(name) == "" for name in ("title", "body")):
        raise Incomplete
    found = personal_data.find(*(value for value in changes.values() if isinstance(value, str)))
    if any(one.sort == "resident" for one in found):
        raise ResidentNumber


def _keep(proposal: Proposal, author: Any, at: datetime) -> Version:
    """The text as it stood until now."""
    return Version.objects.create(
        proposal=proposal,
        number=proposal.version,
        title=proposal.title,
        body=proposal.body,
        author=author,
        at=at,
    )
