"""What a person may do with accounts, and the rule of each."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds, roles_of
from civic.accounts.models import Role, User
from civic.accounts.refusals import HoldsRole, OwnRole
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("accounts.edit_profile", label=_("Change one's own profile"))
def edit_profile(actor: Actor) -> Iterator[Refusal]:
    """Anybody signed in changes the name shown to others and the language of their own account."""
    if not actor.is_authenticated:
        yield SignInFirst()


@action("accounts.leave", label=_("Delete one's own account"))
def leave(actor: Actor) -> Iterator[Refusal]:
    """Anybody signed in may leave, except while they hold a role: what waits for them needs a successor first."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if isinstance(actor, User) and roles_of(actor):
        yield HoldsRole()


@action("accounts.download_data", label=_("Download what is stored about oneself"))
def download_data(actor: Actor) -> Iterator[Refusal]:
    """Anybody signed in, about themselves only."""
    if not actor.is_authenticated:
        yield SignInFirst()


@action("accounts.verify_residency", label=_("Verify a tie to the city by code"))
def verify_residency(actor: Actor) -> Iterator[Refusal]:
    """Anybody signed in may enter a code that the city has given them."""
    if not actor.is_authenticated:
        yield SignInFirst()


@action("accounts.issue_code", label=_("Issue a verification code"))
def issue_code(actor: Actor) -> Iterator[Refusal]:
    """Registrars hand out codes, to people whose identity they have checked."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.REGISTRAR):
        yield NotAllowed()


@action("accounts.change_roles", label=_("Grant or end a role"))
def change_roles(actor: Actor, *, person: User | None = None) -> Iterator[Refusal]:
    """Administrators grant and end roles, never their own."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.ADMINISTRATOR):
        yield NotAllowed()
    if person is not None and actor.pk is not None and person.pk == actor.pk:
        yield OwnRole()
