"""What may be done in a budget cycle, by whom and when."""

from budgeting.cycles.actions.common import GATHERING, STANDING, budget_officer, is_author, within_ceiling
from budgeting.cycles.actions.consulting import ask_partner, give_opinion
from budgeting.cycles.actions.making import change_envelope, change_rules, make, publish
from budgeting.cycles.actions.objecting import (
    answer_objection,
    object_to_review,
    objection_until,
    sets_aside,
)
from budgeting.cycles.actions.projects import add_files, take_project, withdraw_project
from budgeting.cycles.actions.reviewing import open_review, review_project
from budgeting.cycles.actions.shaping import (
    divide_project,
    hand_on,
    hold_apart,
    merge_projects,
    revise_project,
    shape_project,
)

__all__ = [
    "GATHERING",
    "STANDING",
    "add_files",
    "answer_objection",
    "ask_partner",
    "budget_officer",
    "change_envelope",
    "change_rules",
    "divide_project",
    "give_opinion",
    "hand_on",
    "hold_apart",
    "is_author",
    "make",
    "merge_projects",
    "object_to_review",
    "objection_until",
    "open_review",
    "publish",
    "review_project",
    "revise_project",
    "sets_aside",
    "shape_project",
    "take_project",
    "withdraw_project",
    "within_ceiling",
]
