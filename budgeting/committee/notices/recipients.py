"""Who hears of what happens in the committee."""

from django.db.models import Q, QuerySet

from budgeting.committee.models import Declaration
from civic.accounts.models import Role, User


def secretaries() -> QuerySet[User]:
    """The secretaries in office."""
    return User.objects.filter(
        is_active=True, roles__in=Role.objects.in_force().filter(kind=Role.Kind.SECRETARY)
    ).distinct()


def judging(project: int) -> QuerySet[User]:
    """Members who declared no interest in the project and have not dropped out since."""
    out = Declaration.objects.filter(project=project).exclude(interest=Declaration.Interest.NONE)
    clear = Q(committee_seats__declarations__project=project)
    return (
        User.objects.filter(clear, is_active=True)
        .exclude(committee_seats__in=out.values("member"))
        .distinct()
    )
