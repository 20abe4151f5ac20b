"""Where staff work: pages that stand on the desk also while nothing waits there, and on the first day nothing does.

An app registers its pages in ``panels.py``; the desk shows each to those who hold one of its roles.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from civic.accounts.actors import Actor, holds
from civic.common.registry import Registry


@dataclass(frozen=True)
class Workplace:
    """A page of the desk: ``route`` is its name among the addresses, ``kinds`` are the roles that open it."""

    route: str
    label: str | Promise
    kinds: tuple[str, ...]
    order: int

    @property
    def url(self) -> str:
        return reverse(self.route)


registry: Registry[Workplace] = Registry("workplace")


def workplace(route: str, label: str | Promise, *kinds: str, order: int) -> None:
    """Register a page under its route."""
    registry.add(route, Workplace(route, label, kinds, order))


def workplaces_of(actor: Actor) -> list[Workplace]:
    """Those that open to this person, in order; an administrator has all."""
    return sorted((one for one in registry if holds(actor, *one.kinds)), key=lambda one: one.order)
