"""What becomes of a funded project, who looked at it, and what citizens say of it."""

from budgeting.delivery.models.deliveries import Delivery, Milestone, Slip, Spending
from budgeting.delivery.models.outcomes import ASK_AFTER, ASK_FOR, Award, AwardVote, Nominee, Verdict
from budgeting.delivery.models.visits import Visit

__all__ = [
    "ASK_AFTER", "ASK_FOR", "Award", "AwardVote", "Delivery", "Milestone", "Nominee", "Slip", "Spending", "Verdict", "Visit",
]  # fmt: skip
