"""The life of a plan."""

from budgeting.committee.models import Plan
from civic.common.states import StateTable

State = Plan.State

table = StateTable(
    "committee.plan",
    State.values,
    [
        ("consult", [State.DRAFT], State.CONSULTATION),
        ("agree", [State.CONSULTATION], State.AGREED),
    ],
)
