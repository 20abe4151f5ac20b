"""The opinion groups of a room as its pages show them."""

from typing import Any

from workshops.domain.mapping import LEAST_PEOPLE
from workshops.groups.grouping import LEAST_VOTES
from workshops.live.models import Groups, Participant, Room, Statement
from workshops.mapped import drawn, named


def number_of(room: Room) -> int:
    """Which reckoning this is; 0 before the first. No query for a room that was fetched with its groups."""
    return room.groups.number if hasattr(room, "groups") else 0


def shown_groups(room: Room, who: Participant | None = None) -> dict[str, Any]:
    """Groups, sayings, what is shared and what divides, and the letter of this phone's own group; two queries.

    Before ten people have answered enough only ``least`` and ``enough``: how many people and answers it takes;
    nothing of a closed room, where nobody answers any more.
    """
    found = Groups.objects.filter(room=room).first()
    if found is None or not found.data:
        return {} if room.is_closed else {"least": LEAST_PEOPLE, "enough": LEAST_VOTES}
    said = Statement.objects.admitted().filter(room=room, pk__in=named(found.data))
    texts = dict(said.values_list("pk", "text"))
    own = found.members.get(str(who.pk), "") if who is not None else ""
    return {
        "found": found,
        "own": own,
        "divided": len(found.letters) > 1,
        **drawn(found.data, texts, found.letters),
    }
