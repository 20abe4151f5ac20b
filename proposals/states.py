"""The life of a proposal: which verb leads from where to where. Time alone moves nothing; decisions do."""

from civic.common.states import StateTable
from proposals.domain import holding
from proposals.models import Proposal

State = Proposal.State

UNDER_WAY = (State.OPEN, State.REVIEW)
AFTER_THE_ANSWER = (State.ANSWERED, State.DEBATED, State.HEAD_ANSWERED)
AFTER_OR_IN_PRACTICE = (*AFTER_THE_ANSWER, State.IMPLEMENTING, State.IMPLEMENTED)
RESTORABLE = tuple(Proposal.State(value) for value in Proposal.PUBLIC_STATES)


def restoring(state: str) -> str:
    """The verb that brings a hidden proposal back to the state it was hidden in."""
    return f"restore_to_{state}"


def unmerging(state: str) -> str:
    """The verb that brings a merged proposal back to the state it was merged in."""
    return f"unmerge_to_{state}"


def returning(state: str) -> str:
    """The verb that takes a transferred proposal back to the state it was transferred in."""
    return f"return_to_{state}"


table = StateTable(
    "proposals.proposal",
    Proposal.State.values,
    [
        ("submit", [State.DRAFT], State.OPEN),
        ("review", [State.OPEN], State.REVIEW),
        ("close", [State.OPEN], State.NOT_SUPPORTED),
        ("answer", [State.REVIEW], State.ANSWERED),
        ("open_debate", [State.ANSWERED], State.DEBATE),
        ("conclude_debate", [State.DEBATE], State.DEBATED),
        ("answer_as_head", [State.ANSWERED, State.DEBATED], State.HEAD_ANSWERED),
        ("implement", AFTER_THE_ANSWER, State.IMPLEMENTING),
        ("complete", [State.IMPLEMENTING], State.IMPLEMENTED),
        ("withdraw", UNDER_WAY, State.WITHDRAWN),
        ("merge", UNDER_WAY, State.MERGED),
        *((unmerging(state), [State.MERGED], state) for state in UNDER_WAY),
        ("transfer", UNDER_WAY, State.TRANSFERRED),
        *((returning(state), [State.TRANSFERRED], state) for state in UNDER_WAY),
        ("hide", RESTORABLE, State.HIDDEN),
        *((restoring(state), [State.HIDDEN], state) for state in RESTORABLE),
    ],
    shared=["review"],  # supports go on
    hold=holding.take,
)
