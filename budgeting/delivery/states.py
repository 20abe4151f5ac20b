"""The life of a delivery."""

from budgeting.delivery.models import Delivery
from civic.common.states import StateTable

State = Delivery.State
UNDER_WAY = [State.PLANNED, State.RUNNING, State.DELAYED]

table = StateTable(
    "delivery.delivery",
    State.values,
    [
        ("start", [State.PLANNED], State.RUNNING),
        ("delay", UNDER_WAY, State.DELAYED),
        ("resume", [State.DELAYED], State.RUNNING),
        ("complete", UNDER_WAY, State.COMPLETED),
        ("cancel", UNDER_WAY, State.CANCELLED),
    ],
)

TAG_KINDS = {
    State.PLANNED: "info",
    State.RUNNING: "primary",
    State.DELAYED: "warning",
    State.COMPLETED: "success",
    State.CANCELLED: "danger",
}
"""The colour of a state's tag; the words say the same."""
