"""Work: the answer was sent back."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.answer_returned",
    family="work",
    title=_("Your answer was sent back"),
    body=_("%(title)s. Reason: %(reason)s"),
    why=_("You get this because you wrote the answer."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk=event.params["to"])
