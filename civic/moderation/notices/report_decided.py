"""What came of a report."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.report_decided",
    family="account",
    title=_("Your report was decided"),
    body=_("Decision: %(outcome)s. Reason: %(reason)s It stands in the moderation log."),
    why=_("You get this because you reported a text."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk__in=event.params["to"])
