"""What voting stores: the roll, the box and the public ledger."""

from budgeting.voting.models.box import (
    OpenedBallot,
    Reminder,
    RollEntry,
    SealedBallot,
    VotingGroup,
    VotingNotice,
)
from budgeting.voting.models.ledger import LedgerEntry, LedgerNode, ReceiptTally, RulesDocument, TreeHead

__all__ = [
    "LedgerEntry",
    "LedgerNode",
    "OpenedBallot",
    "ReceiptTally",
    "Reminder",
    "RollEntry",
    "RulesDocument",
    "SealedBallot",
    "TreeHead",
    "VotingGroup",
    "VotingNotice",
]
