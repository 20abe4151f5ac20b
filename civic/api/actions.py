"""Every thing a person may do here, with its rule."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, person
from civic.accounts.models import ApiToken
from civic.api.refusals import NoScope, NotYourToken, TooManyTokens
from civic.common import clock
from civic.common.actions import action
from civic.common.refusals import Refusal, SignInFirst

MOST_TOKENS = 10


@action("api.make_token", label=_("Make a personal token for the API"))
def make_token(actor: Actor, *, scopes: Collection[str] = (ApiToken.READ,)) -> Iterator[Refusal]:
    """Whoever is signed in, up to ten that are in force; each for something."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if ApiToken.objects.filter(user=person(actor), expires_at__gt=clock.now()).count() >= MOST_TOKENS:
        yield TooManyTokens(count=MOST_TOKENS)
    if not scopes or not set(scopes) <= set(ApiToken.SCOPES):
        yield NoScope()


@action("api.revoke_token", label=_("Revoke a personal token"))
def revoke_token(actor: Actor, *, token: ApiToken) -> Iterator[Refusal]:
    """One's own."""
    if not actor.is_authenticated:
        yield SignInFirst()
    owner = person(actor)
    if owner is None or token.user_id != owner.pk:
        yield NotYourToken()
