"""A project was taken off the ballot: told to everybody on whose ballot it stood, for nobody knows who had chosen it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.voting.notices.recipients import on_the_roll
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "voting.taken_off",
    family="budget",
    title=_("A project was taken off the ballot: %(title)s"),
    body=_(
        "“%(project)s” can no longer be chosen. The reason: %(reason)s\n"
        "A ballot that names it counts without it. The vote closes on %(closes)s; its page says whether a ballot can be changed."
    ),
    why=_(
        "You get this because you are on the roll of this vote. We do not look whether or how you have voted."
    ),
)
def recipients(event: Event) -> QuerySet[User]:
    """The roll of the group."""
    return on_the_roll(event)
