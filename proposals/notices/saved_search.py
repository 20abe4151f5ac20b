"""Something new fits a saved search."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.saved_search",
    family="searches",
    title=_("New proposals for your search: %(wanted)s"),
    body=_("New since you were last told: %(count)s. The newest: %(title)s."),
    why=_("You get this because you have saved this search."),
)
def recipients(event: Event) -> QuerySet[User]:
    pk = int(event.subject.partition(":")[2])
    return User.objects.filter(is_active=True, saved_searches=pk)
