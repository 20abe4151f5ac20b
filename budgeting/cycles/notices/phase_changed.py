"""The dates of a cycle have moved."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.acting import acting, acting_in
from budgeting.cycles.notices.recipients import followers_of_cycle, key_of, officers_of_cycle
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from civic.processes.models import Phase


@kind(
    "cycles.phase_changed",
    family="budget",
    title=_("Dates have changed: %(title)s"),
    body=_("%(phase)s: now from %(opens)s until %(closes)s. The reason: %(reason)s"),
    why=_("You follow this budget cycle or one of its projects, or the phase that moved is yours to act in."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Who follows the cycle, and who has something to do in the phase (``acting``)."""
    cycle, kind = key_of(event.subject), str(event.params.get("kind", ""))
    concerned = Q(pk__in=followers_of_cycle(cycle).values("pk"))
    if kind in acting:
        concerned |= Q(pk__in=acting[kind](cycle).values("pk"))
    return User.objects.filter(concerned, is_active=True)


@acting_in(Phase.Kind.REVIEW)
def reviewers(cycle: int) -> QuerySet[User]:
    """The officers of the departments in charge of its projects."""
    return officers_of_cycle(cycle)
