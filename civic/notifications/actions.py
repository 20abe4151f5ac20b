"""Every thing a person may do here, with its rule. One's own inbox and settings need no more than being signed in."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("notifications.read_inbox", label=_("Read one's own inbox"))
def read_inbox(actor: Actor) -> Iterator[Refusal]:
    """Everybody who is signed in has an inbox."""
    if not actor.is_authenticated:
        yield SignInFirst()


@action("notifications.retry_delivery", label=_("Look at undelivered notices and try them again"))
def retry_delivery(actor: Actor) -> Iterator[Refusal]:
    """Administrators only: an address in an error message is personal data."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.ADMINISTRATOR):
        yield NotAllowed()
