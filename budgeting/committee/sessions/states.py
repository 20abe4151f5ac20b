"""The life of a session and of its minutes."""

from budgeting.committee.models import Minutes, Session
from civic.common.states import StateTable

State = Session.State

table = StateTable(
    "committee.session",
    State.values,
    [
        ("call", [State.DRAFT], State.CALLED),
        ("open", [State.CALLED], State.OPEN),
        ("close", [State.OPEN], State.CLOSED),
        ("cancel", [State.DRAFT, State.CALLED], State.CANCELLED),
    ],
)
minutes_table = StateTable(
    "committee.minutes",
    Minutes.State.values,
    [
        ("confirm", [Minutes.State.DRAFT], Minutes.State.CONFIRMED),
        ("publish", [Minutes.State.CONFIRMED], Minutes.State.PUBLISHED),
    ],
)
TAG_KINDS = {
    State.DRAFT: "neutral",
    State.CALLED: "info",
    State.OPEN: "primary",
    State.CLOSED: "success",
    State.CANCELLED: "warning",
}
