"""What can carry photos and documents: a registry, so that upper apps lend their rows to this one.

An app gives its model a key ``folder = OneToOneField(Folder, SET_NULL, null=True)`` and writes one file ``attached.py``
(found by itself at start):

    class ProposalFiles(Holder[Proposal]):
        noun = _("proposal")

        def rows(self, keys): return Proposal.objects.filter(pk__in=keys)
        def visible(self, viewer): return Proposal.objects.visible_to(viewer)
        def title(self, row): return row.title
        def path(self, row): return row.get_absolute_url()
        def may_add(self, actor, row, at): yield from ...      # the rule: a generator of refusals

    holder("proposals.proposal", ProposalFiles())

Its page then links to ``{% url "attachments:folder" "proposals.proposal:12" %}`` and includes
``attachments/gallery.html`` with ``folder``. No generic relation: the key is a real one (docs/decisions/0002).
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from civic.accounts.actors import Actor
from civic.attachments.models import Folder
from civic.common.refusals import Refusal
from civic.common.registry import Registry

M = TypeVar("M", bound=Model)


class Holder(ABC, Generic[M]):
    """One sort of thing that carries files."""

    noun: ClassVar[str | Promise]
    most: ClassVar[int] = 10
    """How many photos, and how many documents, one thing may have."""

    @abstractmethod
    def rows(self, keys: Collection[str]) -> "QuerySet[M]":
        """The rows with these primary keys, hidden ones too."""

    @abstractmethod
    def visible(self, viewer: Any) -> "QuerySet[M]":
        """The rows that the viewer may see."""

    @abstractmethod
    def title(self, row: M) -> str:
        """A line that names the thing."""

    @abstractmethod
    def path(self, row: M) -> str:
        """Where its files are shown."""

    @abstractmethod
    def may_add(self, actor: Actor, row: M, at: datetime) -> Iterator[Refusal]:
        """The rule of who may add, change and remove its files, and when."""

    def hang(self, row: M, folder: Folder) -> None:
        """Give the row its folder, if it has none."""
        type(row)._default_manager.filter(pk=row.pk, folder__isnull=True).update(folder=folder)


registry: Registry[Holder[Any]] = Registry("holder of files")


def holder(label: str, one: Holder[Any]) -> Holder[Any]:
    """Register what ``label`` ("app.model", lower case) means for files."""
    return registry.add(label, one)


class Held(NamedTuple):
    """A thing that carries files: how to treat it, and its row."""

    how: Holder[Any]
    row: Any


def split(subject: str) -> tuple[Holder[Any], str] | None:
    """("app.model:key") → how to treat it and its key; None when no such model is registered."""
    label, _colon, key = subject.partition(":")
    if label not in registry or not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    return registry[label], key


def seen(subject: str, viewer: Any) -> Held | None:
    """The thing behind ``subject`` if the viewer may see it; one query."""
    known = split(subject)
    if known is None:
        return None
    row = known[0].visible(viewer).filter(pk=known[1]).first()
    return Held(known[0], row) if row is not None else None
