"""What goes when a person leaves: each app above registers the rows of its own that served only this person.

An app writes one file ``leaving.py``, found by itself at start:

    @on_leave("proposals.drafts")
    def drafts(person: User) -> None: ...
"""

from collections.abc import Callable

from civic.accounts.models import User
from civic.common.registry import Registry

Leaver = Callable[[User], None]
registry: Registry[Leaver] = Registry("leaver")


def on_leave(name: str) -> Callable[[Leaver], Leaver]:
    """Register a function that deletes what served only the person who leaves, in the transaction of the leaving."""

    def register(leaver: Leaver) -> Leaver:
        return registry.add(name, leaver)

    return register
