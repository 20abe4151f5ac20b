"""What of a cycle waits for a department: see civic.departments.duties. Deliveries take funded projects along."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.domain import succeeding
from budgeting.cycles.models import Objection, PartnerOpinion, Project
from civic.departments.duties import duty

UNDONE = (Project.State.REVIEW, Project.State.ELIGIBLE, Project.State.ON_BALLOT)


def _projects(departments: Iterable[int]) -> QuerySet[Project]:
    """Those on their way to the vote, and those with an objection that is not answered."""
    objected = Exists(Objection.objects.filter(project=OuterRef("pk"), answered_at__isnull=True))
    return Project.objects.filter(Q(state__in=UNDONE) | objected, department__in=departments)


def _questions(departments: Iterable[int]) -> QuerySet[PartnerOpinion]:
    """What can still be answered."""
    asked = PartnerOpinion.objects.filter(answered_at__isnull=True, project__state__in=UNDONE)
    return asked.filter(department__in=departments)


duty("cycles.projects", label=_("projects"), fields=["cycles.Project.department"], held=_projects)(
    succeeding.hand_over_project
)
duty(
    "cycles.questions",
    label=_("questions of other departments"),
    fields=["cycles.PartnerOpinion.department"],
    held=_questions,
)(succeeding.hand_over_question)
