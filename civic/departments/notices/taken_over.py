"""The officers of the department that takes over, those who came along included."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role, User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "departments.taken_over",
    family="work",
    title=_("%(department)s has taken over from %(before)s"),
    body=_("What was open there waits for you now, on your desk, until the same days as before."),
    why=_("You are an officer of this department."),
)
def recipients(event: Event) -> QuerySet[User]:
    held = Role.objects.in_force().officers_of(event.params["successor"])
    return User.objects.filter(is_active=True, pk__in=held.values("user"))
