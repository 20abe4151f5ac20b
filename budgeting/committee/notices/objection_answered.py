"""The committee has answered an objection."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Objection
from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.objection_answered",
    family="budget",
    title=_("Your objection has been answered: %(title)s"),
    body=_("The committee's answer stands on the project page, under the decision."),
    why=_("You objected to the decision."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(
        is_active=True, pk__in=Objection.objects.filter(pk=key_of(event.subject)).values("user")
    )
