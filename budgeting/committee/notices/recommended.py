"""A committee recommends something to a department."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Recommendation
from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import Role, User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.recommended",
    family="work",
    title=_("A committee recommends: %(title)s"),
    body=_("The committee's recommendation waits for the official answer of your department until %(due)s."),
    why=_("You are an officer of the department that it was addressed to."),
)
def recipients(event: Event) -> QuerySet[User]:
    department = Recommendation.objects.filter(pk=key_of(event.subject)).values_list("department", flat=True)
    held = Role.objects.in_force().officers_of(*department)
    return User.objects.filter(is_active=True, roles__in=held).distinct()
