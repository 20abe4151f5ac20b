"""What can be reported and hidden: a registry, so that an upper app shows its rows to the moderators.

An app writes one file ``moderated.py`` (found by itself at start) that registers a ``Moderated`` under "app.model":

    class ModeratedProposal(Moderated[Proposal]):
        noun = _("proposal")

        def rows(self, keys): return Proposal.objects.select_related("author").filter(pk__in=keys)
        def title(self, row): return row.title
        def text(self, row): return row.body
        def author(self, row): return row.author
        def path(self, row): return f"/proposals/{row.number}/"
        def is_hidden(self, row): return row.state == "hidden"
        def hide(self, row, *, by, rule): ...      # writes the row; runs inside the decision's transaction
        def restore(self, row, *, by): ...

    moderated("proposals.proposal", ModeratedProposal())

A page then links to the report form: ``{% url "moderation:report" "proposals.proposal:12" %}`` (or
``subject_path(proposal)``), and reads what was decided by ``civic.moderation.queries.hidden_because("proposals.proposal:12")``.
``hide`` and ``restore`` change the row and their own counters only: the decision, the record, the notice to the author and
the public log are written by ``civic.moderation.domain.deciding``.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.audit.domain.recording import reference
from civic.common.registry import Registry

M = TypeVar("M", bound=Model)


class Moderated(ABC, Generic[M]):
    """One sort of thing that people wrote and a moderator may hide."""

    noun: ClassVar[str | Promise]

    @abstractmethod
    def rows(self, keys: Collection[str]) -> "QuerySet[M]":
        """The rows with these primary keys and their authors, in one query; every row, hidden ones too."""

    @abstractmethod
    def title(self, row: M) -> str:
        """A line that names the thing."""

    @abstractmethod
    def text(self, row: M) -> str:
        """What the person wrote."""

    @abstractmethod
    def author(self, row: M) -> User | None:
        """Who wrote it; None when the account is gone."""

    def number(self, row: M) -> str:
        """The number that people know it by, where it has one beside its key."""
        return ""

    def together(self, row: M) -> list[int]:
        """Who else stands for it, by the keys of their accounts: they are told what the author is told, may ask for a
        second look as well, and decide nothing about it. Nobody, for most things."""
        return []

    @abstractmethod
    def path(self, row: M) -> str:
        """Where the thing is shown."""

    @abstractmethod
    def is_hidden(self, row: M) -> bool:
        """Is it hidden now?"""

    @abstractmethod
    def hide(self, row: M, *, by: Actor, rule: str) -> None:
        """Hide the row (already locked against a second decision) because of a ``Rule`` value."""

    @abstractmethod
    def restore(self, row: M, *, by: Actor) -> None:
        """Show the row again."""

    def may_be_seen(self, row: M, viewer: Any) -> bool:
        """May this person see the thing, and so report it? By default: what is not hidden."""
        return not self.is_hidden(row)


registry: Registry[Moderated[Any]] = Registry("moderated model")


def moderated(label: str, subject: Moderated[Any]) -> Moderated[Any]:
    """Register what ``label`` ("app.model", lower case) means for moderators."""
    return registry.add(label, subject)


def subject_path(row: Model) -> str:
    """The address of the report form for ``row``."""
    return reverse("moderation:report", args=[reference(row)])


def split(subject: str) -> tuple[Moderated[Any], str] | None:
    """("app.model:key") → how to treat it and its key; None when no such model is registered."""
    label, _colon, key = subject.partition(":")
    return (registry[label], key) if label in registry and key else None


def found(subjects: Iterable[str]) -> dict[str, Model]:
    """The rows behind many subjects, one query for each sort of thing. Subjects that are gone are left out."""
    keys: dict[str, list[str]] = {}
    for subject in subjects:
        label, _colon, key = subject.partition(":")
        if label in registry and key.isdecimal():
            keys.setdefault(label, []).append(key)
    return {f"{label}:{row.pk}": row for label, some in keys.items() for row in registry[label].rows(some)}
