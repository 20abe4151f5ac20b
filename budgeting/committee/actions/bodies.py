"""Setting up committees and appointing members."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from budgeting.committee import refusals
from budgeting.committee.actions.common import secretary
from budgeting.committee.models import (
    Committee,
)
from budgeting.cycles.models import Cycle
from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.areas.models import Area
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("committee.make", label=_("Set up the committee of a cycle"))
def make(actor: Actor, *, cycle: Cycle) -> Iterator[Refusal]:
    """One committee for a cycle."""
    yield from secretary(actor)
    if Committee.objects.reviewing(cycle).exists():
        yield refusals.CommitteeExists()


@action("committee.make_body", label=_("Set up a borough committee or a sub-committee"))
def make_body(actor: Actor, *, kind: str, area: Area | None, parent: Committee | None) -> Iterator[Refusal]:
    """A borough committee has its borough, a sub-committee the committee that it belongs to."""
    yield from secretary(actor)
    lacks = (kind == Committee.Kind.BOROUGH and area is None) or (
        kind == Committee.Kind.SUB and parent is None
    )
    if lacks:
        yield refusals.BodyIncomplete()


@action("committee.appoint", label=_("Appoint a member"))
def appoint(actor: Actor, *, committee: Committee, user: User | None) -> Iterator[Refusal]:
    """A person sits once in a committee. ``user`` is None while nobody is chosen yet."""
    yield from secretary(actor)
    if user is not None and committee.members.filter(user=user).exists():
        yield refusals.AlreadyAMember()
