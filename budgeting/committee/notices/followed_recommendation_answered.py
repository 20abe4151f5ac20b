"""A department has answered a recommendation on a project: who follows the project hears of it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Recommendation
from budgeting.committee.notices.recipients import of_the_committee
from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.followed_recommendation_answered",
    family="budget",
    title=_("The committee's recommendation was answered: %(title)s"),
    body=_("The committee recommended something on “%(title)s”. %(department)s has answered."),
    why=_("You follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    key = key_of(event.subject)
    project = Recommendation.objects.select_related("item").get(pk=key).item.project_id
    if project is None:  # on no project, such as a rule of procedure: nobody follows it
        return User.objects.none()
    return followers_of_project(project).exclude(
        pk__in=of_the_committee(key)
    )  # they have a notice of their own
