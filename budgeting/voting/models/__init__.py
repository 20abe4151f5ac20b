"""What voting stores: the roll, the box, the trustees, the public ledger, and voting on paper and at a kiosk."""

from budgeting.voting.models.box import (
    OpenedBallot,
    Reminder,
    RollEntry,
    SealedBallot,
    VotingGroup,
    VotingNotice,
)
from budgeting.voting.models.classes import ClassMember
from budgeting.voting.models.ledger import LedgerEntry, LedgerNode, ReceiptTally, RulesDocument, TreeHead
from budgeting.voting.models.paper import (
    InPersonMark,
    KioskSession,
    PaperBatch,
    PollingPlace,
    SlipReading,
    SlipRun,
)
from budgeting.voting.models.taken_off import StandingProject, TakenOff
from budgeting.voting.models.trustees import SealedKey, Trustee

__all__ = [
    "ClassMember",
    "InPersonMark",
    "KioskSession",
    "LedgerEntry",
    "LedgerNode",
    "OpenedBallot",
    "PaperBatch",
    "PollingPlace",
    "ReceiptTally",
    "Reminder",
    "RollEntry",
    "RulesDocument",
    "SealedBallot",
    "SealedKey",
    "SlipReading",
    "SlipRun",
    "StandingProject",
    "TakenOff",
    "TreeHead",
    "Trustee",
    "VotingGroup",
    "VotingNotice",
]
