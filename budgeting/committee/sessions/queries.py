"""Questions about sessions: who is there, who is recused, and whether that is a quorum. Each costs a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from budgeting.committee import queries
from budgeting.committee.models import (
    Attendance,
    Charter,
    Committee,
    Declaration,
    Item,
    Member,
    Minutes,
    Session,
    WrittenVote,
)
from budgeting.committee.quorum import Fraction


def charter_of(committee: Committee) -> Charter:
    """The committee's charter; one with the defaults, not stored, where none was written."""
    return Charter.objects.filter(committee=committee).first() or Charter(committee=committee)


def quorum_of(charter: Charter) -> Fraction:
    return Fraction(charter.quorum_of, charter.quorum_in, charter.quorum_strict)


def majority_of(charter: Charter) -> Fraction:
    return Fraction(charter.carries_of, charter.carries_in, charter.carries_strict)


def notice_is_short(session: Session, charter: Charter, at: datetime) -> bool:
    """Is the notice, given at ``at`` (or given already), shorter than the charter asks for? Counted in calendar days."""
    given = session.called_at or at
    days = timezone.localtime(session.starts_at).date() - timezone.localtime(given).date()
    return days < timedelta(days=charter.notice_days)


def call_by(session: Session, charter: Charter) -> datetime:
    """The last moment at which the notice is in time: the end of the day before the notice period."""
    return session.starts_at - timedelta(days=charter.notice_days)


WAYS: dict[str, str] = {
    Declaration.Interest.SELF: "self",
    Declaration.Interest.CHALLENGED: "challenge",
    Declaration.Interest.AUTOMATIC: "rule",
}
"""How a declaration takes a member out of an item."""


@dataclass(frozen=True)
class Presence:
    """One item's numbers: voting members, recused of them, there and not recused, and how many a quorum takes."""

    enrolled: int
    recused_self: int
    recused_rule: int
    present: int
    needed: int
    recused_challenge: int = 0

    @property
    def recused(self) -> int:
        return self.recused_self + self.recused_rule + self.recused_challenge

    @property
    def has_quorum(self) -> bool:
        return self.enrolled > self.recused and self.present >= self.needed


def enrolled(session: Session) -> list[Member]:
    """The members who held a seat on the session's day, voting or not, by kind and name."""
    on = timezone.localtime(session.starts_at).date()
    seats = session.committee.members.filter(queries.in_force(on)).select_related("user")
    return sorted(seats, key=lambda one: (list(Member.Kind).index(Member.Kind(one.kind)), one.pk))


def there(session: Session) -> set[int]:
    """Ids of the members who are recorded as there."""
    return set(Attendance.objects.filter(session=session, present=True).values_list("member_id", flat=True))


def voters(session: Session) -> dict[int, dict[int, str]]:
    """Item id → how each member, by id, has voted in writing; one query. Whose votes count is for ``recusals`` to say."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = WrittenVote.objects.filter(item__session=session)
    for item, member, choice in rows.values_list("item_id", "member_id", "choice"):
        found[item][member] = choice
    return found


def still_to_vote(session: Session, at: datetime) -> set[int]:
    """Ids of the members who could still vote in writing on an item: seated now, not recused from it, without a vote."""
    items = list(
        session.items.filter(state=Item.State.WAITING).select_related(
            "project__proposal", "project__department"
        )
    )
    seats = session.committee.members.filter(queries.in_force(queries.day(at)), votes=True)
    voting = list(seats.select_related("user"))
    out = recusals(voting, items, at)
    voted = voters(session)
    return {
        one.pk
        for one in voting
        for item in items
        if one.pk not in voted.get(item.pk, {}) and (one.pk, item.project_id or 0) not in out
    }


def is_public(item: Item, session: Session) -> bool:
    """May everybody read what became of the item? Decisions wait for their publication, a deferral for the end of the session."""
    deferred = item.state == Item.State.DEFERRED and session.state == Session.State.CLOSED
    return item.published_at is not None or deferred


def presences(session: Session, items: Iterable[Item], at: datetime) -> dict[int, Presence]:
    """Item id → its numbers; as many queries for one item and member as for many.

    Who votes in writing is there for the items that they voted on, and only for those.
    """
    rows = list(items)
    voting = [one for one in enrolled(session) if one.votes]
    voted = voters(session) if session.is_written else None
    here = there(session) if voted is None else set()
    quorum = quorum_of(charter_of(session.committee))
    out = recusals(voting, rows, at)
    return {
        item.pk: _presence(item, voting, here if voted is None else set(voted.get(item.pk, ())), quorum, out)
        for item in rows
    }


def presence(item: Item, at: datetime) -> Presence:
    """The numbers of one item."""
    return presences(item.session, [item], at)[item.pk]


def recusals(members: list[Member], items: Iterable[Item], at: datetime) -> dict[tuple[int, int], str]:
    """(member, project) → "rule", "self" or "challenge" for who takes no part in a project's item; at most seven queries."""
    projects = [item.project for item in items if item.project is not None]
    if not projects:
        return {}
    declared = queries.newest_declarations(projects)
    found = {pair: WAYS[interest] for pair, interest in declared.items() if interest in WAYS}
    return found | dict.fromkeys(queries.conflicts(members, projects, at), "rule")


def _presence(
    item: Item, voting: list[Member], here: set[int], quorum: Fraction, out: dict[tuple[int, int], str]
) -> Presence:
    how = {one.pk: out.get((one.pk, item.project_id or 0)) for one in voting}
    counted = Counter(how.values())
    recused = counted["self"] + counted["rule"] + counted["challenge"]
    present = sum(1 for pk, why in how.items() if why is None and pk in here)
    return Presence(
        len(voting),
        counted["self"],
        counted["rule"],
        present,
        quorum.needed(len(voting) - recused),
        counted["challenge"],
    )


def is_recused(member: Member, item: Item, at: datetime) -> bool:
    """Does this member take no part in this item?"""
    return (member.pk, item.project_id or 0) in recusals([member], [item], at)


def on_agenda(project_id: int) -> QuerySet[Item]:
    """Items of sessions to come, or open, that wait for a decision on a project."""
    live = [Session.State.DRAFT, Session.State.CALLED, Session.State.OPEN]
    return Item.objects.filter(project=project_id, state=Item.State.WAITING, session__state__in=live)


def unpublished(session: Session) -> QuerySet[Item]:
    """Decided items of a session whose decision nobody has been told yet."""
    return session.items.filter(state=Item.State.DECIDED, published_at__isnull=True)


def confirmations_needed(minutes: Minutes) -> int:
    """More than half of the members who were there."""
    present = Attendance.objects.filter(session=minutes.session_id, present=True).count()
    return Fraction(1, 2).needed(present)


def confirmations(minutes: Minutes) -> int:
    """How many members have confirmed this very text."""
    return minutes.confirmations.filter(digest=minutes.digest).count()
