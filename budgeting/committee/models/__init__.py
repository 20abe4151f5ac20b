"""What a committee stores: its members, declared interests, scores, and decisions with reasons."""

from budgeting.committee.models.bodies import Committee, Member
from budgeting.committee.models.decisions import Decision
from budgeting.committee.models.interests import Declaration
from budgeting.committee.models.sheets import Criterion, ScoreSheet

__all__ = ["Committee", "Criterion", "Decision", "Declaration", "Member", "ScoreSheet"]
