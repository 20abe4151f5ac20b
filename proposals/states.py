"""The life of a proposal: which verb leads from where to where. Time alone moves nothing; decisions do."""

from civic.common.states import StateTable
from proposals.models import Proposal

State = Proposal.State

UNDER_WAY = (State.OPEN, State.REVIEW)
RESTORABLE = tuple(Proposal.State(value) for value in Proposal.PUBLIC_STATES)


def restoring(state: str) -> str:
    """The verb that brings a hidden proposal back to the state it was hidden in."""
    return f"restore_to_{state}"


table = StateTable(
    "proposals.proposal",
    Proposal.State.values,
    [
        ("submit", [State.DRAFT], State.OPEN),
        ("review", [State.OPEN], State.REVIEW),
        ("close", [State.OPEN], State.NOT_SUPPORTED),
        ("answer", [State.REVIEW], State.ANSWERED),
        ("implement", [State.ANSWERED], State.IMPLEMENTING),
        ("complete", [State.IMPLEMENTING], State.IMPLEMENTED),
        ("withdraw", UNDER_WAY, State.WITHDRAWN),
        ("hide", RESTORABLE, State.HIDDEN),
        *((restoring(state), [State.HIDDEN], state) for state in RESTORABLE),
    ],
)
