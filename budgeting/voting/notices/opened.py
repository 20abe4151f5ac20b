"""The vote is open: told to everybody on its roll."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.voting.notices.recipients import on_the_roll
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "voting.opened",
    family="budget",
    title=_("The vote is open: %(title)s"),
    body=_(
        "You are on the roll and can vote until %(closes)s. Its page says whether a ballot can be changed."
    ),
    why=_("You get this because you are on the roll of this vote."),
)
def recipients(event: Event) -> QuerySet[User]:
    """The roll of the group."""
    return on_the_roll(event)
