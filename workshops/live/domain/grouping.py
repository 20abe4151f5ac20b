"""Finding the opinion groups of a room while people answer: when answers have changed, and only then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet, Sum

from civic.common import locks
from workshops.domain.mapping import AT_ONCE, LEAST_PEOPLE, map_data
from workshops.groups import Grouping, Votes, group_opinions
from workshops.groups.naming import lettered, members
from workshops.live.models import Answer, Groups, Room, Statement

LOST_AFTER = timedelta(minutes=1)  # changed for so long and not reckoned: the call for it was lost
LOOKED_FOR = timedelta(days=2)  # a room is used on the day on which it was opened
NOTHING = "nothing"


def regroup(room_id: int, *, at: datetime) -> Groups | None:
    """Reckon the room's groups anew if its answers have changed since the last time; gives what is stored then.

    Any number of times, from any number of workers: a second one waits for the first and finds nothing changed
    (race: tests/workshops/live/test_grouping_races.py). While the room is open the number of groups changes only where
    another fits clearly better; when it is closed they are reckoned as from the votes alone.
    """
    with transaction.atomic():
        locks.exclude(f"live.groups.{room_id}")
        room = Room.objects.filter(pk=room_id).first()
        if room is None:
            return None
        before = Groups.objects.filter(room=room).first()
        seen = _seen(room)
        if before is None and seen == NOTHING:
            return None
        if before is not None and before.seen == seen:
            return before
        return _store(room, before, seen, at)


def regroup_lost(at: datetime) -> int:
    """Reckon the rooms whose answers changed a minute ago or longer without anybody calling for it; gives how many."""
    lately = Room.objects.filter(opened_at__gt=at - LOOKED_FOR)
    due = Q(phase=Room.Phase.CHOOSE) | Q(closed_at__gt=at - LOOKED_FOR)
    waited = Q(groups=None) | Q(groups__computed_at__lte=at - LOST_AFTER)
    rooms = lately.filter(due, waited).select_related("groups").order_by("pk")
    changed = [room.pk for room in rooms if _seen(room) != _stored(room)]
    for room_id in changed:
        regroup(room_id, at=at)
    return len(changed)


def _stored(room: Room) -> str:
    return room.groups.seen if hasattr(room, "groups") else NOTHING


def _answers(room: Room) -> QuerySet[Answer]:
    """Answers of phones to admitted statements: a head count does not say who agreed with what together."""
    return Answer.objects.filter(
        statement__room=room,
        statement__state__in=Statement.ADMITTED,
        statement__kind=Statement.Kind.STATEMENT,
        participant__table="",
    ).order_by()


def _seen(room: Room) -> str:
    """Which answers there are: how many, the newest, and to which statements. One query.

    An answer is never changed: taken back it is one fewer, given anew it is newer, and a statement that is hidden takes
    its answers with it.
    """
    found = _answers(room).aggregate(n=Count("pk"), newest=Max("pk"), told=Sum("statement_id"))
    end = "closed" if room.is_closed else "open"
    return f"{end}-{found['n']}-{found['newest']}-{found['told']}" if found["n"] else NOTHING


@dataclass(frozen=True)
class _Reckoned:
    data: dict[str, Any]
    letters: str
    members: dict[str, str]


NO_GROUPS = _Reckoned({}, "", {})


def _store(room: Room, before: Groups | None, seen: str, at: datetime) -> Groups:
    votes = _votes(room)
    people = len(votes.voters)
    found = _reckoned(votes, before, closed=room.is_closed) if people >= LEAST_PEOPLE else NO_GROUPS
    known = _Reckoned(before.data, before.letters, before.members) if before else NO_GROUPS
    changed = found != known
    values = {
        "number": (before.number if before else 0) + changed,
        "seen": seen,
        "people": people,
        "statements": len(votes.statements),
        "votes": len(votes.value),
        "letters": found.letters,
        "computed_at": at,
        "data": found.data,
        "members": found.members,
    }
    return Groups.objects.update_or_create(room=room, defaults=values)[0]


def _votes(room: Room) -> Votes:
    rows = _answers(room).values_list("participant_id", "statement_id", F("agree") - F("disagree"))
    cast = {(str(who), str(said)): value for who, said, value in rows.iterator(chunk_size=AT_ONCE)}
    return Votes.of(cast)


def _reckoned(votes: Votes, before: Groups | None, *, closed: bool) -> _Reckoned:
    known: Mapping[str, str] = before.members if before else {}
    keep = len(before.letters) if before and before.letters and not closed else None
    found: Grouping
    found, letters = lettered(group_opinions(votes, keep=keep), known)
    if sum(found.sizes) < LEAST_PEOPLE:  # ten have begun to answer, but few have answered enough
        return NO_GROUPS
    return _Reckoned(map_data(found), letters, members(found, letters))
