"""The committee has decided on a challenge: the party and the member are told."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Challenge
from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.challenge_decided",
    family="work",
    title=_("A challenge was decided: %(title)s"),
    body=_(
        "The committee has decided on the challenge of a member on “%(title)s”. "
        "The decision and its reason are on the page of the challenge."
    ),
    why=_("You filed the challenge, or it was about you."),
)
def recipients(event: Event) -> QuerySet[User]:
    challenge = Challenge.objects.select_related("member").get(pk=key_of(event.subject))
    return User.objects.filter(Q(pk=challenge.by_id) | Q(pk=challenge.member.user_id), is_active=True)
