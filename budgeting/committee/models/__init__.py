"""What a committee stores: its members and how they came to sit, interests, scores, sessions, decisions, minutes, plans."""

from budgeting.committee.models.bodies import Charter, Committee, Member, Tie
from budgeting.committee.models.decisions import Decision
from budgeting.committee.models.interests import Challenge, Declaration, Party, Relation
from budgeting.committee.models.minutes import Confirmation, Minutes, Objection, Paper, Recommendation
from budgeting.committee.models.plans import Assessment, CityRemark, Plan, PlanEntry
from budgeting.committee.models.recruitment import AgeBand, Application, Lottery, Recruitment, Sex
from budgeting.committee.models.rounds import Assignment, Calibration, Criterion, Round
from budgeting.committee.models.sessions import Attendance, Contribution, Item, Motion, Session, Visit
from budgeting.committee.models.sheets import Closing, Draft, Remark, Reopening, ScoreSheet
from budgeting.committee.models.writing import Resolution, WrittenVote

__all__ = [
    "AgeBand",
    "Application",
    "Assessment",
    "Assignment",
    "Attendance",
    "Calibration",
    "Challenge",
    "Charter",
    "CityRemark",
    "Closing",
    "Committee",
    "Confirmation",
    "Contribution",
    "Criterion",
    "Decision",
    "Declaration",
    "Draft",
    "Item",
    "Lottery",
    "Member",
    "Minutes",
    "Motion",
    "Objection",
    "Paper",
    "Party",
    "Plan",
    "PlanEntry",
    "Recommendation",
    "Recruitment",
    "Relation",
    "Remark",
    "Reopening",
    "Resolution",
    "Round",
    "ScoreSheet",
    "Session",
    "Sex",
    "Tie",
    "Visit",
    "WrittenVote",
]
