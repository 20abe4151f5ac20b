"""Whoever has an account with the address that was invited."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.models import Invitation
from workshops.recipients import key_of


@kind(
    "workshops.invited",
    family="workshops",
    title=_("You are invited: %(title)s"),
    body=_("It begins on %(begins)s. Open the page to accept or decline."),
    why=_("The department in charge invited this address."),
)
def recipients(event: Event) -> QuerySet[User]:
    invited = Invitation.objects.filter(pk=key_of(event)).values("email")
    return User.objects.filter(is_active=True, email__in=invited)
