"""A session sits: who is there, opening, votes on items, deferral, closing. ``writing`` has what is voted on in writing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from budgeting.committee.models import Attendance, Item, Member, Motion, Session
from budgeting.committee.session_triggers import NO_QUORUM
from budgeting.committee.sessions import actions, queries
from budgeting.committee.sessions.refusals import QuorumChanged
from budgeting.committee.sessions.states import table
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify

DEFERRED = str(Item.State.DEFERRED)


def locked(session_id: int) -> Session:
    """The session's row under a lock: attendance, votes and closing take turns."""
    return Session.objects.select_for_update(of=("self",)).select_related("committee").get(pk=session_id)


def _item(item: Item) -> Item:
    """The item as it is now, under the lock of its session and, where it has one, of its project.

    The project's lock is the one that declarations and score sheets wait for: who is recused cannot change between the
    count of the quorum and the vote that rests on it.
    """
    session = locked(item.session_id)
    if item.project_id is not None:
        Project.objects.select_for_update(of=("self",)).get(pk=item.project_id)
    fresh = (
        Item.objects.select_for_update(of=("self",))
        .select_related("project__envelope__cycle__process", "project__proposal", "project__department")
        .get(pk=item.pk)
    )
    fresh.session = session
    return fresh


@transaction.atomic
def record_attendance(actor: Actor, session: Session, *, present: Iterable[int]) -> None:
    """Write down who is there: ids of members; every other seat is written as absent. Raises NotInSession, NotAllowed."""
    session = locked(session.pk)
    actions.record_attendance.require(actor, session=session)
    here = set(present)
    seats: list[Member] = queries.enrolled(session)
    rows = [Attendance(session=session, member=one, present=one.pk in here) for one in seats]
    Attendance.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["session", "member"], update_fields=["present"]
    )
    record(
        actor, "committee.record_attendance", session, present=sum(one.present for one in rows), of=len(rows)
    )


@transaction.atomic
def open_session(actor: Actor, session: Session, *, at: datetime) -> Session:
    """Open it, with a quorum; in writing, the votes are taken from now on. Raises TooEarly, NoSessionQuorum, StaleState."""
    session = locked(session.pk)
    actions.open_session.require(actor, session=session, at=at)
    fresh = table.move(session, "open", opened_at=at)
    record(actor, "committee.open_session", session, present=len(queries.there(session)))
    if fresh.is_written and fresh.ends_at is not None:
        told = {
            "title": fresh.committee.name,
            "title_en": fresh.committee.name_en,
            "number": str(fresh.number),
        }
        path = fresh.get_absolute_url()
        notify("committee.vote_in_writing", fresh, path=path, until=fresh.ends_at.isoformat(), **told)
    return fresh


def outcome_of(kind: str, carried: bool) -> str:
    """What a vote comes to: an outcome, "deferred", or nothing (the item goes on waiting)."""
    if kind == Motion.Kind.CARRY:
        return str(Item.Outcome.CARRIED if carried else Item.Outcome.LOST)
    if not carried:
        return ""
    found = {
        Motion.Kind.CONDITION: str(Item.Outcome.CONDITIONAL),
        Motion.Kind.REJECT: str(Item.Outcome.LOST),
        Motion.Kind.DEFER: DEFERRED,
    }
    return found[Motion.Kind(kind)]


@transaction.atomic
def vote_on_item(
    actor: Actor,
    item: Item,
    *,
    kind: str,
    ayes: int,
    noes: int,
    abstentions: int = 0,
    text: str = "",
    reason: str = "",
    reason_en: str = "",
    condition: str = "",
    condition_en: str = "",
    code: str = "",
    at: datetime,
) -> Motion:
    """Record a motion with its votes, and what it settles. Carried: more of those there and not recused than the charter asks.

    Raises NotInSession, ItemSettled, NoItemQuorum, NoVotes, TooManyVotes, ScoresLacking, ReasonMissing, ConditionMissing,
    CodeMissing; QuorumChanged where the database counts otherwise.
    """
    item = _item(item)
    standing = queries.presence(item, at)
    majority = queries.majority_of(queries.charter_of(item.session.committee))
    carried = majority.met(ayes, standing.present)
    outcome = outcome_of(kind, carried)
    actions.vote.require(
        actor,
        item=item,
        kind=kind,
        ayes=ayes,
        noes=noes,
        abstentions=abstentions,
        outcome=outcome,
        reason=reason,
        condition=condition,
        code=code,
        standing=standing,
        at=at,
    )
    motion = Motion.objects.create(
        item=item,
        kind=kind,
        text=text.strip(),
        ayes=ayes,
        noes=noes,
        abstentions=abstentions,
        present=standing.present,
        needed=standing.needed,
        carried=carried,
        at=at,
    )
    record(actor, "committee.vote_on_item", item, kind=kind, ayes=ayes, noes=noes, abstentions=abstentions)
    if outcome:
        lost = outcome == Item.Outcome.LOST
        words = {"reason": reason.strip(), "reason_en": reason_en.strip(), "code": code if lost else ""}
        conditional = outcome == Item.Outcome.CONDITIONAL
        words["condition"] = condition.strip() if conditional else ""
        words["condition_en"] = condition_en.strip() if conditional else ""
        settle(item, outcome, standing, words, at)
        record(actor, "committee.settle_item", item, outcome=outcome)
    return motion


@transaction.atomic
def defer_item(actor: Actor, item: Item, *, reason: str, reason_en: str = "", at: datetime) -> Item:
    """Put it off with a reason; the numbers that it lacked are kept. Raises NotInSession, ItemSettled, ReasonMissing."""
    item = _item(item)
    actions.defer.require(actor, item=item, reason=reason)
    standing = queries.presence(item, at)
    settle(item, DEFERRED, standing, {"reason": reason.strip(), "reason_en": reason_en.strip()}, at)
    record(actor, "committee.defer_item", item, present=standing.present, needed=standing.needed)
    return item


def settle(item: Item, outcome: str, standing: queries.Presence, words: dict[str, str], at: datetime) -> None:
    """Write what the item came to, with its numbers. Raises QuorumChanged where the database counts otherwise."""
    changes: dict[str, Any] = {
        "state": Item.State.DEFERRED if outcome == DEFERRED else Item.State.DECIDED,
        "outcome": "" if outcome == DEFERRED else outcome,
        "enrolled": standing.enrolled,
        "recused": standing.recused,
        "present": standing.present,
        "needed": standing.needed,
        "settled_at": at,
        **words,
    }
    for name, value in changes.items():
        setattr(item, name, value)
    with refusing({NO_QUORUM: QuorumChanged, "decided_item_has_a_quorum": QuorumChanged}):
        item.save(update_fields=list(changes))


@transaction.atomic
def close_session(actor: Actor, session: Session, *, at: datetime) -> Session:
    """Close it when nothing waits. Raises ItemsWaiting, StaleState."""
    session = locked(session.pk)
    actions.close.require(actor, session=session)
    fresh = table.move(session, "close", closed_at=at)
    record(actor, "committee.close_session", session, items=session.items.count())
    return fresh
