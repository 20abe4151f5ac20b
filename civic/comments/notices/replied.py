"""Somebody replied to your comment."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "comments.replied",
    family="comments",
    title=_("There is a reply to your comment"),
    body=_("About: %(title)s"),
    why=_("You get this because you wrote the comment."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
