"""The scoring of a project is closed."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Closing
from budgeting.committee.notices.recipients import judging
from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.item_closed",
    family="work",
    title=_("The scoring is closed: %(title)s"),
    body=_(
        "The scoring of “%(title)s” is closed, with %(score)s of 100 points. "
        "All scores, without names, are shown to the committee now."
    ),
    why=_("You judge this project as a member of the committee."),
)
def recipients(event: Event) -> QuerySet[User]:
    return judging(Closing.objects.values_list("project_id", flat=True).get(pk=key_of(event.subject)))
