"""The text of a proposal was changed after people had supported it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.edited",
    family="proposals",
    title=_("The text of a proposal was changed"),
    body=_(
        "%(title)s: the page shows word by word what is different now. Whoever no longer agrees can take their support back."
    ),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Followers but for the one who changed it."""
    return followers(event.subject).exclude(pk=event.params.get("but"))
