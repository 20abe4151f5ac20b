"""Who hears of what happens in the committee."""

from django.db.models import Q, QuerySet

from budgeting.committee import queries
from budgeting.committee.models import Declaration, Member, Recommendation
from civic.accounts.models import Role, User
from civic.common.clock import now


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


def of_the_committee(recommendation: int) -> QuerySet[User]:
    """The members who sit now in the committee of a recommendation, and the secretaries."""
    committee = Recommendation.objects.filter(pk=recommendation).values("item__session__committee")
    seats = Member.objects.filter(queries.in_force(queries.day(now())), committee__in=committee)
    return User.objects.filter(
        Q(pk__in=seats.values("user")) | Q(pk__in=secretaries().values("pk")), is_active=True
    )
