"""The life of a workshop: planned → announced → held → record published → every opinion answered; or cancelled."""

from civic.common.states import StateTable
from workshops.models import Workshop

S = Workshop.State

workshop_states = StateTable(
    "workshops.workshop",
    S.values,
    [
        ("announce", [S.PLANNED], S.ANNOUNCED),
        ("hold", [S.ANNOUNCED], S.HELD),
        ("publish_record", [S.HELD], S.RECORDED),
        ("report", [S.RECORDED], S.REPORTED),
        ("cancel", [S.PLANNED, S.ANNOUNCED], S.CANCELLED),
    ],
)
