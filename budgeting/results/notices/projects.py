"""A project was funded or not: told to its proposer and to those who follow it or its proposal."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


def _concerned(event: Event) -> QuerySet[User]:
    project = Project.objects.select_related("proposal").get(pk=int(event.subject.partition(":")[2]))
    threads = [
        one for one in (project.thread_id, project.proposal.thread_id if project.proposal else None) if one
    ]
    wanted = Q(follows__thread__in=threads) & ~Q(follows__level="off")
    if project.proposal is not None:
        wanted |= Q(pk=project.proposal.author_id)
    return User.objects.filter(wanted, is_active=True).distinct()


@kind(
    "results.project_funded",
    family="budget",
    title=_("Funded: %(title)s"),
    body=_(
        "The project came %(rank)s. in the vote and is funded. Next its department publishes the milestones."
    ),
    why=_("You get this because you proposed or follow this project."),
)
def funded(event: Event) -> QuerySet[User]:
    """Proposer and followers."""
    return _concerned(event)


@kind(
    "results.project_not_funded",
    family="budget",
    title=_("Not funded: %(title)s"),
    body=_("The project came %(rank)s. in the vote and is not funded this time. The result page says why."),
    why=_("You get this because you proposed or follow this project."),
)
def not_funded(event: Event) -> QuerySet[User]:
    """Proposer and followers."""
    return _concerned(event)
