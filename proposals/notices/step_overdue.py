"""Work: a decision on a debate, or the mayor's answer, is late."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.models import Step
from proposals.recipients import holders


@kind(
    "proposals.step_overdue",
    family="work",
    title=_("A promised step is overdue"),
    body=_("%(title)s: %(what)s was due by %(due)s. The followers have been told that it is late."),
    why=_("You get this because you lead public debates, or publish the mayor's answers."),
)
def recipients(event: Event) -> QuerySet[User]:
    return holders("publisher" if event.params.get("consequence") == Step.Consequence.HEAD else "host")
