"""Who hears of what happens in a cycle."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from budgeting.cycles.lineage import origins, went_into
from budgeting.cycles.models import PartnerOpinion, Project
from civic.accounts.models import Role, User
from civic.comments.models import Follow
from proposals.models import CoProposer, Proposal

LISTENING = [Follow.Level.IMPORTANT, Follow.Level.ALL]


def key_of(subject: str) -> int:
    """The primary key in "app.model:key"."""
    return int(subject.rpartition(":")[2])


def followers_of_cycle(cycle: int) -> QuerySet[User]:
    """People who follow the cycle or one of its projects."""
    return User.objects.filter(
        Q(follows__thread__cycle=cycle) | Q(follows__thread__project__envelope__cycle=cycle),
        is_active=True,
        follows__level__in=LISTENING,
    ).distinct()


def followers_of_project(project: int) -> QuerySet[User]:
    """People who follow the project, and those who follow a proposal that it came from, merged or divided as it may be."""
    return User.objects.filter(
        Q(follows__thread__project=project) | Q(follows__thread__proposal__projects__in=went_into(project)),
        is_active=True,
        follows__level__in=LISTENING,
    ).distinct()


def proposers_of_project(project: int) -> QuerySet[User]:
    """Those who propose, alone or with others, an idea that the project came from, merged or divided as it may be."""
    ideas = [idea.proposal for _root, idea in origins([project]).ideas]
    together = CoProposer.objects.standing().filter(proposal__in=ideas).values("user")
    authors = Proposal.objects.filter(pk__in=ideas).values("author")
    return User.objects.filter(Q(pk__in=authors) | Q(pk__in=together), is_active=True).distinct()


def officers_of_project(project: int) -> QuerySet[User]:
    """The officers of the department in charge of the project."""
    return _officers_of(Project.objects.filter(pk=project).values_list("department", flat=True))


def officers_of_cycle(cycle: int) -> QuerySet[User]:
    """The officers of the departments in charge of the cycle's projects."""
    projects = Project.objects.filter(envelope__cycle=cycle)
    return _officers_of(projects.values_list("department", flat=True))


def partners_of_project(project: int) -> QuerySet[User]:
    """The officers of departments that were asked about the project and have not answered."""
    asked = PartnerOpinion.objects.filter(project=project, answered_at__isnull=True)
    return _officers_of(asked.values_list("department", flat=True))


def _officers_of(departments: Iterable[int | None]) -> QuerySet[User]:
    """Of one that has ended, those of the department that has come after it."""
    held = Role.objects.in_force().officers_of(*departments)
    return User.objects.filter(is_active=True, roles__in=held).distinct()
