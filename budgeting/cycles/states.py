"""The life of a project: department review, committee, ballot, money."""

from budgeting.cycles.models import Project
from civic.common.states import StateTable

State = Project.State

table = StateTable(
    "cycles.project",
    State.values,
    [
        ("find_eligible", [State.REVIEW, State.ELIGIBLE, State.INELIGIBLE], State.ELIGIBLE),
        ("find_ineligible", [State.REVIEW, State.ELIGIBLE, State.INELIGIBLE], State.INELIGIBLE),
        ("admit", [State.ELIGIBLE], State.ON_BALLOT),
        ("turn_down", [State.ELIGIBLE], State.NOT_ADMITTED),
        ("leave_behind", [State.REVIEW, State.ELIGIBLE], State.LEFT_BEHIND),
        ("hear_again", [State.NOT_ADMITTED, State.ON_BALLOT], State.ELIGIBLE),
        ("withdraw", [State.REVIEW, State.ELIGIBLE, State.ON_BALLOT], State.WITHDRAWN),
        ("take_off", [State.ON_BALLOT], State.TAKEN_OFF),
        ("review_again", [State.REVIEW, State.ELIGIBLE, State.INELIGIBLE], State.REVIEW),
        ("merge", [State.REVIEW, State.ELIGIBLE, State.INELIGIBLE], State.MERGED),
        ("divide", [State.REVIEW, State.ELIGIBLE, State.INELIGIBLE], State.DIVIDED),
        ("fund", [State.ON_BALLOT], State.FUNDED),
        ("leave_unfunded", [State.ON_BALLOT], State.NOT_FUNDED),
    ],
)

TAG_KINDS = {
    State.REVIEW: "info",
    State.ELIGIBLE: "info",
    State.INELIGIBLE: "warning",
    State.ON_BALLOT: "primary",
    State.NOT_ADMITTED: "warning",
    State.LEFT_BEHIND: "warning",
    State.WITHDRAWN: "neutral",
    State.TAKEN_OFF: "warning",
    State.MERGED: "neutral",
    State.DIVIDED: "neutral",
    State.FUNDED: "success",
    State.NOT_FUNDED: "neutral",
}
"""The colour of a state's tag; the words say the same."""
