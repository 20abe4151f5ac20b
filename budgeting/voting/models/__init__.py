"""What voting stores: the roll and the box."""

from budgeting.voting.models.box import (
    OpenedBallot,
    Reminder,
    RollEntry,
    SealedBallot,
    VotingGroup,
    VotingNotice,
)

__all__ = ["OpenedBallot", "Reminder", "RollEntry", "SealedBallot", "VotingGroup", "VotingNotice"]
