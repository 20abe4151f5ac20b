"""Work: a colleague mentions you."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.mentioned",
    family="work",
    title=_("A colleague mentions you in a note"),
    body=_("%(by)s writes about: %(title)s"),
    why=_("You get this because your name stands in the note."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk=event.params["to"])
