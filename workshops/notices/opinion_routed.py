"""The officers of the department that an opinion was given to."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role, User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "workshops.opinion_routed",
    family="work",
    title=_("An opinion waits for your department's answer, due %(due)s"),
    body=_("“%(opinion)s” (from the workshop “%(title)s”)"),
    why=_("You are an officer of this department."),
)
def recipients(event: Event) -> QuerySet[User]:
    roles = Role.objects.in_force().filter(kind=Role.Kind.OFFICER, department_id=event.params["department"])
    return User.objects.filter(is_active=True, pk__in=roles.values("user_id"))
