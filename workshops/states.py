"""The life of a workshop: planned → announced → held → record published → every opinion answered; or cancelled.

It is opened again where a moderator shows an opinion that waits for an answer."""

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
        ("reopen", [S.REPORTED], S.RECORDED),
        ("cancel", [S.PLANNED, S.ANNOUNCED], S.CANCELLED),
    ],
)
