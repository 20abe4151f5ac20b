"""A budget cycle: its frozen rules, its envelopes of money, and the costed projects that stand for election."""

from budgeting.cycles.models.cycle import Cycle, CycleQuerySet
from budgeting.cycles.models.drafts import CycleDraft
from budgeting.cycles.models.envelope import Envelope
from budgeting.cycles.models.project import GONE, Project, ProjectQuerySet
from budgeting.cycles.models.relations import Incompatibility, Lineage
from budgeting.cycles.models.review import Findings, Objection, PartnerOpinion, PastReview, Review
from budgeting.cycles.models.rules import RuleSet, one_class, web_only
from budgeting.cycles.models.texts import ProjectVersion

__all__ = [
    "GONE",
    "Cycle",
    "CycleDraft",
    "CycleQuerySet",
    "Envelope",
    "Findings",
    "Incompatibility",
    "Lineage",
    "Objection",
    "PartnerOpinion",
    "PastReview",
    "Project",
    "ProjectQuerySet",
    "ProjectVersion",
    "Review",
    "RuleSet",
    "one_class",
    "web_only",
]
