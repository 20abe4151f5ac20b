"""What may be done in the delivery of a project, by whom and when."""

from budgeting.delivery.actions.judging import call_award, choose_best, confirm_outcome, is_own_work
from budgeting.delivery.actions.keeping import (
    add_files,
    begin,
    cancel,
    complete,
    keep,
    move_milestone,
    plan_milestone,
    reach_milestone,
    spend,
)
from budgeting.delivery.actions.visiting import answer_visit, answer_visits, record_visit, see_to_visits

__all__ = [
    "add_files", "answer_visit", "answer_visits", "begin", "call_award", "cancel", "choose_best", "complete", "confirm_outcome",
    "is_own_work", "keep", "move_milestone", "plan_milestone", "reach_milestone", "record_visit", "see_to_visits", "spend",
]  # fmt: skip
