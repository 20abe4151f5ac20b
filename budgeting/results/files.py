"""The published files of a result in words, what most people want first."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgeting.results.domain.packing import BALLOTS, RESULT
from budgeting.results.domain.proving import HEADS, KEY, LOG, PACKAGE, ROLL, RULES, SUPERSEDED, VOID

FILES: dict[str, str | Promise] = {
    PACKAGE: _("all of the files below in one"),
    RESULT: _("the result: winners, a step for each project, ties, turnout, and the checksums of the files"),
    BALLOTS: _("every counted ballot without a name, with what opens its commitment"),
    RULES: _("the rules and the projects, as they stood before the first ballot"),
    ROLL: _("how many people were on the roll and how many voted; no names"),
    LOG: _("the public ledger, entry by entry"),
    HEADS: _("the signed fingerprints of the ledger, in their order"),
    KEY: _("the key that the fingerprints are signed with"),
    SUPERSEDED: _("ballots that their voters replaced, by their commitments"),
    VOID: _("ballots whose voters came to a polling place, by their commitments"),
}
ELECTION = _("the ballots of one part of the money in the Pabulib format, to be counted by any of its tools")


def listed(files: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """name, what, sha256 and bytes of each file: those of ``FILES`` in their order, the ``.pb`` files after the result."""
    order = {name: place for place, name in enumerate(FILES)}
    for name in sorted(files, key=lambda one: (order.get(one, order[RESULT] + 0.5), one)):
        yield {"name": name, "what": FILES.get(name, ELECTION), **files[name]}
