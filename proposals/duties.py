"""What of proposals waits for a department: see civic.departments.duties."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from civic.departments.domain.plainly import plainly
from civic.departments.duties import duty
from proposals.domain import succeeding
from proposals.models import Answer, AnswerTemplate, Proposal, Terms, TopicRoute
from proposals.states import AFTER_THE_ANSWER, UNDER_WAY

UNDONE = (*UNDER_WAY, Proposal.State.DEBATE, Proposal.State.IMPLEMENTING)


def _proposals(departments: Iterable[int]) -> QuerySet[Proposal]:
    """Those without an answer, with work under way, or of which the answer promises a day or was asked about."""
    final = Answer.objects.filter(proposal=OuterRef("pk"), interim=False)
    promised = Q(planned_on__isnull=False) | Q(recheck_on__isnull=False)
    asked = Q(question__isnull=False, question__replied_at__isnull=True)
    owed = Q(Exists(final.filter(promised | asked)), state__in=AFTER_THE_ANSWER)
    return Proposal.objects.filter(Q(state__in=UNDONE) | owed, department__in=departments)


def _calls(departments: Iterable[int]) -> QuerySet[Terms]:
    """Calls without a result."""
    return Terms.objects.filter(department__in=departments, result_at__isnull=True)


def _routes(departments: Iterable[int]) -> QuerySet[TopicRoute]:
    return TopicRoute.objects.filter(department__in=departments)


def _templates(departments: Iterable[int]) -> QuerySet[AnswerTemplate]:
    return AnswerTemplate.objects.filter(department__in=departments)


# First the ways by which more comes in, then what is there.
duty(
    "proposals.routes",
    label=_("topics whose proposals go there"),
    fields=["proposals.TopicRoute.department"],
    held=_routes,
)(plainly)
duty("proposals.calls", label=_("calls"), fields=["proposals.Terms.department"], held=_calls)(plainly)
duty(
    "proposals.proposals",
    label=_("proposals"),
    fields=["proposals.Proposal.department", "proposals.AnswerDraft.department"],
    held=_proposals,
)(succeeding.hand_over)
duty(
    "proposals.templates",
    label=_("templates of answers"),
    fields=["proposals.AnswerTemplate.department"],
    held=_templates,
)(plainly)
