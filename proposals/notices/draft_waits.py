"""A draft has lain for two days. A family of its own, so that it can be switched off without the rest."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import author


@kind(
    "proposals.draft_waits",
    family="drafts",
    title=_("Your draft is waiting"),
    body=_("%(title)s is kept until %(until)s. You can go on where you stopped. We remind you once only."),
    why=_("You get this because you began a proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return author(event)
