"""A new comment, for those who follow a thread in everything."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.models import Follow
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "comments.posted",
    family="comments",
    title=_("There is a new comment"),
    body=_("About: %(title)s"),
    why=_("You get this because you follow everything here."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Followers of everything, without the writer and whoever is told of it as a reply."""
    followers = User.objects.filter(follows__thread=event.params["thread"], follows__level=Follow.Level.ALL)
    return followers.exclude(pk__in=event.params["but"])
