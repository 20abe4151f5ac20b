"""The life of a photo or document."""

from civic.attachments.models import Attachment
from civic.common.states import StateTable

State = Attachment.State
HERE = [State.PENDING, State.PREPARING, State.SHOWN, State.BROKEN]

table = StateTable(
    "attachments.attachment",
    State.values,
    [
        ("prepare", [State.PENDING], State.PREPARING),
        ("publish", [State.PENDING], State.SHOWN),
        ("show", [State.PREPARING], State.SHOWN),
        ("give_up", [State.PREPARING], State.BROKEN),
        ("remove", HERE, State.REMOVED),
    ],
)
