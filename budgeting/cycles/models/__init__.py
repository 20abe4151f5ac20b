"""A budget cycle: its frozen rules, its envelopes of money, and the costed projects that stand for election."""

from budgeting.cycles.models.cycle import Cycle, CycleQuerySet
from budgeting.cycles.models.envelope import Envelope
from budgeting.cycles.models.project import Project, ProjectQuerySet
from budgeting.cycles.models.review import Review
from budgeting.cycles.models.rules import RuleSet, one_class, web_only

__all__ = [
    "Cycle",
    "CycleQuerySet",
    "Envelope",
    "Project",
    "ProjectQuerySet",
    "Review",
    "RuleSet",
    "one_class",
    "web_only",
]
