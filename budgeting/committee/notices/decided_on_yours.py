"""The committee's letter to those whose project it has decided on."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.queries import people_of
from budgeting.cycles.models import Project
from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.decided_on_yours",
    family="budget",
    title=_("The committee's decision on your project: %(title)s"),
    body=_(
        "The committee has decided on “%(title)s”. Decision: %(decision)s. Score: %(score)s of 100. Reason: %(reason)s "
        "If you do not agree, you can object on the page of the project until %(until)s."
    ),
    why=_("You proposed this project, alone or with others."),
)
def recipients(event: Event) -> QuerySet[User]:
    project = Project.objects.get(pk=key_of(event.subject))
    return User.objects.filter(pk__in=people_of(project), is_active=True)
