"""States are decisions: a table of transitions, and one mover that locks the row before it believes the state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction

from civic.common.refusals import StaleState
from civic.common.registry import Registry

M = TypeVar("M", bound=models.Model)
Hold = Callable[[Any, bool], Any]


@dataclass(frozen=True)
class Transition:
    """One arrow: a verb that leads from any of ``sources`` to ``target``."""

    verb: str
    sources: frozenset[str]
    target: str


class StateTable:
    """The published table of one model's states and arrows.

    Verbs in ``shared`` are nothing to those who hold no more than a row's key (FOR KEY SHARE): they are not waited for.
    ``hold`` takes a row (and whether the verb is shared) and gives it as it is then, for a model whose rows are held in
    a way of their own; otherwise the row is locked.
    """

    def __init__(
        self,
        name: str,
        states: Iterable[str],
        arrows: Iterable[tuple[str, Iterable[str], str]],
        shared: Iterable[str] = (),
        hold: Hold | None = None,
    ) -> None:
        self.name = name
        self.states = tuple(states)
        self.shared = frozenset(shared)
        self.hold = hold or locked
        self.transitions = {
            verb: Transition(verb, frozenset(sources), target) for verb, sources, target in arrows
        }
        unknown = {s for t in self.transitions.values() for s in (*t.sources, t.target)} - set(self.states)
        if unknown:
            raise ValueError(f"{name}: transitions name unknown states {sorted(unknown)}")
        registry.add(name, self)

    def allows(self, verb: str, state: str) -> bool:
        return state in self.transitions[verb].sources

    def target(self, verb: str) -> str:
        return self.transitions[verb].target

    def move(self, row: M, verb: str, *, field: str = "state", **changes: Any) -> M:
        """Hold ``row``, read its present state, and write the target state with ``changes``; gives the fresh row.

        Must run inside a transaction. Raises StaleState when the present state has no such arrow: a stale copy cannot
        undo a newer move. The passed ``row`` is refreshed as well, so that the caller may go on with it.
        """
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError(f"{self.name}.{verb} must run inside a transaction")
        fresh: M = self.hold(row, verb in self.shared)
        if not self.allows(verb, getattr(fresh, field)):
            raise StaleState(state=getattr(fresh, field), verb=verb)
        changes[field] = self.target(verb)
        for name, value in changes.items():
            setattr(fresh, name, value)
            setattr(row, name, value)
        fresh.save(update_fields=list(changes))
        return fresh


def locked(row: M, shared: bool) -> M:
    """The row as it is now, locked to the end of the transaction; but for its key where the move is ``shared``."""
    return type(row)._default_manager.select_for_update(of=("self",), no_key=shared).get(pk=row.pk)


registry: Registry[StateTable] = Registry("state table")
