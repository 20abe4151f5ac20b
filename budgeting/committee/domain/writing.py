"""A resolution in writing: the motion, the members' votes on their own pages, and the count at the deadline."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from budgeting.committee import queries as seats
from budgeting.committee.domain.sitting import DEFERRED, locked, outcome_of, settle
from budgeting.committee.models import Attendance, Item, Motion, Resolution, Session, WrittenVote
from budgeting.committee.queries.ballot import CARRIED, comes_too_late, has_left, is_full
from budgeting.committee.refusals import NotAMember
from budgeting.committee.session_triggers import OUT_OF_TIME, RECUSED
from budgeting.committee.sessions import queries, refusals, writing
from budgeting.committee.sessions.actions import is_scored
from budgeting.committee.sessions.queries import Presence
from budgeting.committee.sessions.states import table
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing

NO_QUORUM = _("Too few members voted in writing for a quorum. The item comes up in the next session.")
NOT_CARRIED = _("The motion was not carried in writing. The item comes up in the next session.")
NOT_SCORED = _("Too few members have scored the project. The item comes up in the next session.")
HAS_LEFT = _("The project is not before the committee any more. There is nothing to decide.")
TOO_LATE = _("The vote has opened: no project comes to the ballot any more. There is nothing to decide.")
BALLOT_FULL = _("The ballot of this envelope is full. The item comes up in the next session.")
Choice = WrittenVote.Choice
PUBLISHED = ("reason", "reason_en", "condition", "condition_en", "code")


@transaction.atomic
def state_motion(
    actor: Actor,
    item: Item,
    *,
    kind: str,
    reason: str,
    reason_en: str = "",
    text: str = "",
    condition: str = "",
    condition_en: str = "",
    code: str = "",
) -> Resolution:
    """Write the motion of an item, or write it anew, until it is sent round.

    Raises NotInWriting, AgendaFixed, ReasonMissing, ConditionMissing, CodeMissing.
    """
    item.session = locked(item.session_id)
    words = {"reason": reason.strip(), "condition": condition.strip(), "code": code}
    writing.state_motion.require(actor, item=item, kind=kind, **words)
    words["condition"] = words["condition"] if kind == Motion.Kind.CONDITION else ""
    words["condition_en"] = condition_en.strip() if kind == Motion.Kind.CONDITION else ""
    words["code"] = words["code"] if kind == Motion.Kind.REJECT else ""
    more = {"kind": kind, "text": text.strip(), "reason_en": reason_en.strip()}
    stated, _made = Resolution.objects.update_or_create(item=item, defaults={**words, **more})
    record(actor, "committee.state_motion", item, kind=kind)
    return stated


@transaction.atomic
def vote_in_writing(actor: Actor, item: Item, *, choice: str, at: datetime) -> WrittenVote:
    """A member's vote on an item. The record says that they voted, not how.

    Raises NotAMember, NoVote, WritingNotOpen, VotedAlready, NotHeard, Excluded, DeclareFirst, Withdrawn.
    """
    member = seats.seat_in(actor, item.session.committee, at)
    writing.vote_in_writing.require(actor, member=member, item=item, at=at)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    ends = {
        "written_vote_once_a_member": refusals.VotedAlready,
        OUT_OF_TIME: refusals.WritingNotOpen,
        RECUSED: refusals.NotHeard,
    }
    with refusing(ends):
        vote = WrittenVote.objects.create(item=item, member=member, choice=choice, at=at)
    record(actor, "committee.vote_in_writing", item)
    return vote


@transaction.atomic
def count_votes(actor: Actor, session: Session, *, at: datetime) -> Session:
    """Count each item's votes, settle it, and close the session. What lacks its quorum, or is not carried, is deferred.

    The votes wait for the session's row (their trigger), so none is given beside the count. Raises StillVoting,
    NotInWriting, NotInSession, ChallengePending.
    """
    session = locked(session.pk)
    items = list(
        session.items.select_related("resolution", "project__envelope__cycle__process", "project__proposal")
    )
    under_review = [item.project_id for item in items if item.project_id is not None]
    list(Project.objects.select_for_update(of=("self",)).filter(pk__in=under_review).order_by("pk"))
    writing.count.require(actor, session=session, at=at)
    votes = queries.voters(session)
    _write_attendance(session, {member for cast in votes.values() for member in cast})
    standings = queries.presences(session, items, at)
    for item in items:
        item.session = session
        counted = _counted(item, votes.get(item.pk, {}), at)
        _settle(actor, item, counted, standings[item.pk], at)
    fresh = table.move(session, "close", closed_at=at)
    record(actor, "committee.count_writing", session, items=len(items))
    return fresh


def _write_attendance(session: Session, voted: set[int]) -> None:
    """Who has voted on anything was there; minutes are confirmed by them."""
    Attendance.objects.bulk_create(
        Attendance(session=session, member=one, present=one.pk in voted) for one in queries.enrolled(session)
    )


def _counted(item: Item, cast: Mapping[int, str], at: datetime) -> Counter[str]:
    """The votes of those who are not recused by now: a vote before a late declaration does not count."""
    voting = [one for one in queries.enrolled(item.session) if one.votes]
    out = queries.recusals(voting, [item], at)
    return Counter(
        cast[one.pk] for one in voting if one.pk in cast and (one.pk, item.project_id or 0) not in out
    )


def _settle(actor: Actor, item: Item, votes: Counter[str], standing: Presence, at: datetime) -> None:
    stated = item.resolution
    carried = False
    if standing.has_quorum:
        majority = queries.majority_of(queries.charter_of(item.session.committee))
        carried = majority.met(votes[Choice.AYE], standing.present)
        numbers = {"ayes": votes[Choice.AYE], "noes": votes[Choice.NO], "abstentions": votes[Choice.ABSTAIN]}
        Motion.objects.create(
            item=item, kind=stated.kind, text=stated.text, present=standing.present, needed=standing.needed,
            carried=carried, at=at, **numbers,
        )  # fmt: skip
        record(actor, "committee.vote_on_item", item, kind=stated.kind, **numbers)
    why_not = _why_not(item, standing, carried, at)
    if why_not:
        settle(item, DEFERRED, standing, _in_both_languages(why_not), at)
    else:
        words = {name: getattr(stated, name) for name in PUBLISHED}
        settle(item, outcome_of(stated.kind, carried=True), standing, words, at)
    record(actor, "committee.settle_item", item, outcome=item.outcome or DEFERRED)


def _why_not(item: Item, standing: Presence, carried: bool, at: datetime) -> str:
    """Why the item is deferred; empty when the motion is what was decided."""
    if not standing.has_quorum:
        return NO_QUORUM
    if not carried:
        return NOT_CARRIED
    if item.project is not None and not is_scored(item.session.committee, item.project, at):
        return NOT_SCORED
    if item.project is not None and item.session.committee.reviews:
        if has_left(item.project):
            return HAS_LEFT
        outcome = outcome_of(item.resolution.kind, carried=True)
        if comes_too_late(item.project, outcome, at):
            return TOO_LATE
        if outcome in CARRIED and is_full(item.project):
            return BALLOT_FULL
    return ""


def _in_both_languages(sentence: str) -> dict[str, str]:
    with override("ko"):
        reason = gettext(sentence)
    with override("en"):
        return {"reason": reason, "reason_en": gettext(sentence)}
