"""The registry of notices. One kind is one file in an app's ``notices/``; adding the file makes the kind exist."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.common.registry import Registry
from civic.notifications.models import Event

FAMILIES: dict[str, str | Promise] = {
    "proposals": _("Proposals you wrote, supported or follow"),
    "drafts": _("A reminder of a proposal that you began to write"),
    "searches": _("New proposals for the searches that you have saved"),
    "workshops": _("Workshops and what became of what you said"),
    "budget": _("Participatory budgeting"),
    "comments": _("Comments: replies to you, and threads that you follow closely"),
    "work": _("Work that waits for you"),
    "account": _("Your account"),
}


File = tuple[str, bytes, str]  # name, content, media type


@dataclass(frozen=True)
class Kind:
    """One sort of notice.

    ``title`` and ``body`` are sentences with %(name)s places, filled from the event's ``params`` (plain values; a title
    of a row travels as ``title`` and ``title_en``, a date or time as ISO text, money in won under a name ending in ``_won``:
    see ``rendering.Values``); ``why`` says why a person gets it. ``recipients`` gives the people as a query, so that
    a worker can walk it in batches by id; ``files`` what is attached to the mail, read when it is
    written. ``params["path"]`` is where the message leads. ``other`` names a second link of the mail, which leads to
    ``params["other_path"]``: a signed address for one person, so only for kinds with one recipient.
    """

    name: str
    family: str
    title: str | Promise
    body: str | Promise
    why: str | Promise
    recipients: Callable[[Event], QuerySet[User]]
    files: Callable[[Event], list[File]] | None = None
    other: str | Promise = ""


registry: Registry[Kind] = Registry("notice kind")


def kind(
    name: str,
    *,
    family: str,
    title: str | Promise,
    body: str | Promise,
    why: str | Promise,
    files: Callable[[Event], list[File]] | None = None,
    other: str | Promise = "",
) -> Callable[[Callable[[Event], QuerySet[User]]], Kind]:
    """Register a kind; decorates the function that gives its recipients.

    @kind("proposals.answered", family="proposals", title=_("Your proposal has been answered"), …)
    def recipients(event): return User.objects.filter(follows__thread__subject=event.subject)
    """
    if family not in FAMILIES:
        raise ValueError(f"notice kind {name!r} names the unknown family {family!r}")

    def register(recipients: Callable[[Event], QuerySet[User]]) -> Kind:
        return registry.add(name, Kind(name, family, title, body, why, recipients, files, other))

    return register
