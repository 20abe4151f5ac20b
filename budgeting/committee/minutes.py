"""What the minutes of a session say, drawn from the record alone, and its hash.

Plain values, so that the same record gives the same text and the same hash: anybody who has the published JSON repeats
the hash (SHA-256 over the JSON with sorted keys, without spaces, followed by a line feed and the further remarks).
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from budgeting.committee.models import Item, Minutes, Motion, Session
from budgeting.committee.sessions import queries
from budgeting.committee.sessions.wording import counted
from civic.common.korean import masked

CLOSED_PARTS = {
    Minutes.Access.OPEN: (),
    Minutes.Access.PARTLY: ("attendance",),
    Minutes.Access.CLOSED: ("attendance", "items"),
}
"""Which parts are not shown to the public, by access."""


def content_of(session: Session, at: datetime) -> dict[str, Any]:
    """The record of a session as plain values; a fixed number of queries for any number of items and members."""
    items = list(
        session.items.select_related("project").prefetch_related(
            Prefetch("motions", queryset=Motion.objects.order_by("id"))
        )
    )
    seats = queries.enrolled(session)
    here = queries.there(session)
    out = queries.recusals([one for one in seats if one.votes], items, at)
    voting = {one.pk for one in seats if one.votes}
    charter = queries.charter_of(session.committee)
    return {
        "committee": session.committee.name,
        "committee_en": session.committee.name_en,
        "number": session.number,
        "way": session.way,
        "starts_at": session.starts_at.isoformat(),
        "voted_until": _iso(session.ends_at),
        "place": session.place,
        "called_at": _iso(session.called_at),
        "short_notice": queries.notice_is_short(session, charter, at),
        "opened_at": _iso(session.opened_at),
        "closed_at": _iso(session.closed_at),
        "attendance": [
            {
                "name": masked(one.user.display_name),
                "kind": one.kind,
                "votes": one.votes,
                "present": one.pk in here,
            }
            for one in seats
        ],
        "there": len(here),
        "voting_there": len(here & voting),
        "voting": len(voting),
        "items": [_item(item, out, voting) for item in items],
    }


def _item(item: Item, out: Mapping[tuple[int, int], str], voting: set[int]) -> dict[str, Any]:
    """One item: how many were recused and in which way, never who or why."""
    ways = [way for (member, project), way in out.items() if project == item.project_id and member in voting]
    return {
        "position": item.position,
        "title": item.title,
        "title_en": item.title_en,
        "project": item.project_id,
        "recused_self": ways.count("self"),
        "recused_rule": ways.count("rule"),
        "recused_challenge": ways.count("challenge"),
        "enrolled": item.enrolled,
        "present": item.present,
        "needed": item.needed,
        "motions": [counted(one) for one in item.motions.all()],
        "state": item.state,
        "outcome": item.outcome,
        "reason": item.reason,
        "reason_en": item.reason_en,
        "condition": item.condition,
        "condition_en": item.condition_en,
        "code": item.code,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def digest_of(content: Mapping[str, Any], note: str) -> str:
    """The hash of a text of minutes."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{text}\n{note}".encode()).hexdigest()


def shown(minutes: Minutes, *, everything: bool) -> dict[str, Any]:
    """The content without the parts that are closed to this reader; their names stand in ``closed``."""
    closed = () if everything else CLOSED_PARTS[Minutes.Access(minutes.access)]
    return {key: value for key, value in minutes.content.items() if key not in closed} | {
        "closed": list(closed)
    }
