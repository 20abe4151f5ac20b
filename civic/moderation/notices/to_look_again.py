"""Work: an author asks for a second look."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role, User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.to_look_again",
    family="work",
    title=_("An author asks for a second look"),
    body=_("Another moderator than the one who decided looks at it within five working days."),
    why=_("You get this because you are a moderator and did not decide it."),
)
def recipients(event: Event) -> QuerySet[User]:
    """The other moderators; where there is none the administrators, who may decide it."""
    others = _holders(Role.Kind.MODERATOR).exclude(pk=event.params.get("but"))
    return (
        others if others.exists() else _holders(Role.Kind.ADMINISTRATOR).exclude(pk=event.params.get("but"))
    )


def _holders(kind: str) -> QuerySet[User]:
    return User.objects.filter(
        is_active=True, pk__in=Role.objects.in_force().filter(kind=kind).values("user")
    )
