"""Every thing that a person may do before a workshop, with its rule."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from workshops.models import Workshop


def hosting(actor: Actor, workshop: Workshop | None = None) -> Iterator[Refusal]:
    """A host of the workshop's area, or, without a workshop, any host."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.HOST, area=workshop.area_id if workshop else None):
        yield NotAllowed()


@action("workshops.keep_series", label=_("Begin and change a series of workshops"))
def keep_series(actor: Actor) -> Iterator[Refusal]:
    """A host begins a series, describes it, shows it to everybody and ends it."""
    yield from hosting(actor)
