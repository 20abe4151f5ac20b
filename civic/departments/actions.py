"""What administrators do with departments, and the rule of each."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.areas.models import Department
from civic.areas.rules import in_force
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.departments import refusals
from civic.departments.queries import has_anything_open


@action("departments.see_desk", label=_("See the desk of the departments"))
def see_desk(actor: Actor) -> Iterator[Refusal]:
    """Administrators."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.ADMINISTRATOR):
        yield NotAllowed()


def _change(actor: Actor, department: Department, because: str | None) -> Iterator[Refusal]:
    """Administrators, while it is in force, with a reason that is public. ``because`` None: not written yet."""
    yield from see_desk.rule(actor)
    yield from in_force(department)
    if because is not None and not because.strip():
        yield refusals.NeedsAReason()


@action("departments.rename", label=_("Give a department another name"))
def rename(
    actor: Actor, *, department: Department, name: str | None, because: str | None
) -> Iterator[Refusal]:
    """Under the new name it goes on with everything; what was said keeps the old one. ``name`` None: not written yet."""
    yield from _change(actor, department, because)
    if name is not None and name.strip() in ("", department.name):
        yield refusals.NeedsAName()


@action("departments.end", label=_("End a department, or merge it into another"))
def end(
    actor: Actor, *, department: Department, successor: Department | None, because: str | None
) -> Iterator[Refusal]:
    """With a department in force that takes over; without one only where nothing is open and nobody has a role in it."""
    yield from _change(actor, department, because)
    if successor is not None and (successor.pk == department.pk or successor.ended_at is not None):
        yield refusals.SuccessorHasEnded()
    if because is not None and successor is None and has_anything_open(department):
        yield refusals.NeedsASuccessor()
