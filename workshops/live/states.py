"""The phases of a room, which its facilitator moves, and the states of a statement between phone and screen."""

from civic.common.states import StateTable
from workshops.live.models import Room, Statement

P, S = Room.Phase, Statement.State
OPEN = (P.WRITE, P.GROUP, P.CHOOSE)

room_phases = StateTable(
    "live.room",
    P.values,
    [
        ("write", [P.GROUP, P.CHOOSE], P.WRITE),
        ("group", [P.WRITE, P.CHOOSE], P.GROUP),
        ("choose", [P.WRITE, P.GROUP], P.CHOOSE),
        ("close", OPEN, P.CLOSED),
    ],
)

statement_states = StateTable(
    "live.statement",
    S.values,
    [
        ("shortlist", [S.WAITING, S.ON_SCREEN, S.ANSWERED, S.HIDDEN], S.SHORTLISTED),
        ("show", [S.WAITING, S.SHORTLISTED, S.ANSWERED, S.HIDDEN], S.ON_SCREEN),
        ("answer", [S.SHORTLISTED, S.ON_SCREEN], S.ANSWERED),
        ("hide", [S.WAITING, S.SHORTLISTED, S.ON_SCREEN, S.ANSWERED], S.HIDDEN),
    ],
)


def is_past(room: Room, verb: str) -> bool:
    """Whether a closed room has no more use for it: its screen shows how everything was answered, and nothing else."""
    return room.is_closed and verb == "show"
