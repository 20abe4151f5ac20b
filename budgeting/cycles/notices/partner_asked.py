"""A department is asked about a project."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import key_of, partners_of_project
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.partner_asked",
    family="budget",
    title=_("Your department is asked: %(title)s"),
    body=_("The department in charge of “%(title)s” asks yours about its field."),
    why=_("You are an officer of a department that was asked."),
)
def recipients(event: Event) -> QuerySet[User]:
    return partners_of_project(key_of(event.subject))
