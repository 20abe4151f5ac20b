"""Notices about proposals: each carries what every one of them needs."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override

from civic.notifications.domain.notifying import notify
from proposals.models import Proposal


def tell(name: str, proposal: Proposal, *, once: str = "", **params: Any) -> None:
    """Write the notice ``proposals.<name>`` about a submitted proposal to the outbox, in the running transaction."""
    notify(
        f"proposals.{name}",
        proposal,
        path=params.pop("path", proposal.get_absolute_url()),
        once=once,
        title=proposal.title,
        title_en=proposal.title_en,
        number=proposal.number,
        **params,
    )


def both(name: str, words: str | Promise) -> dict[str, str]:
    """A translated word as a notice's parameter in both languages: ``name`` and ``name_en``."""
    spoken = {}
    for key, language in ((name, "ko"), (f"{name}_en", "en")):
        with override(language):
            spoken[key] = str(words)
    return spoken
