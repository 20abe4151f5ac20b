"""What the apps above show on the pages of a cycle and of a project: committee, results, delivery register their part.

A part is a template with a function that gives its context, or None where it has nothing to show. It costs a fixed
small number of queries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from budgeting.cycles.models import Cycle, Project
from civic.common.registry import Registry

T = TypeVar("T")
Context = dict[str, Any]
Maker = Callable[[T, Any, datetime], Context | None]


@dataclass(frozen=True)
class Part(Generic[T]):
    """One part of a page: its order, its template, and what gives its context (thing, viewer, at)."""

    name: str
    order: int
    template: str
    context: Maker[T]


project_parts: Registry[Part[Project]] = Registry("project part")
cycle_parts: Registry[Part[Cycle]] = Registry("cycle part")


def project_part(name: str, *, order: int, template: str) -> Callable[[Maker[Project]], Part[Project]]:
    """Register a part of the project page; call it in ``<app>/panels.py``."""
    return lambda context: project_parts.add(name, Part(name, order, template, context))


def cycle_part(name: str, *, order: int, template: str) -> Callable[[Maker[Cycle]], Part[Cycle]]:
    """Register a part of the cycle page; call it in ``<app>/panels.py``."""
    return lambda context: cycle_parts.add(name, Part(name, order, template, context))


Noter = Callable[[Sequence[Project]], dict[int, str]]
state_notes: Registry[Noter] = Registry("state note")


def state_note(state: Project.State) -> Callable[[Noter], Noter]:
    """Register what lists say beside a state that an upper app gives: projects in it → key → words, in one query."""
    return lambda noter: state_notes.add(state, noter)


def noted(projects: Sequence[Project]) -> dict[int, str]:
    """What is said beside the states of these projects, by key; no query where none has such a state."""
    said: dict[int, str] = {}
    for state in state_notes.names():
        if there := [project for project in projects if project.state == state]:
            said |= state_notes[state](there)
    return said


def drawn(parts: Registry[Part[T]], thing: T, viewer: Any, at: datetime) -> list[tuple[Part[T], Context]]:
    """The parts that have something to show, in order, each with its context."""
    made = [(part, part.context(thing, viewer, at)) for part in sorted(parts, key=lambda part: part.order)]
    return [(part, context) for part, context in made if context is not None]
