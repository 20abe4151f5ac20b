"""Finding a receipt: what is known of the ballot that a code names, in the box, in the ledger, among the opened ones."""

from dataclasses import dataclass
from typing import Any

from budgeting.cycles.models import Cycle
from budgeting.voting import proofs, receipts
from budgeting.voting.models import LedgerEntry, OpenedBallot, SealedBallot, VotingGroup
from budgeting.voting.proofs import Proof


@dataclass(frozen=True)
class Found:
    """What is known of a receipt's code. ``opened`` (with its choices) only once the result is published."""

    group: VotingGroup
    commitment: bytes
    current: bool
    void: bool
    opened: OpenedBallot | None
    proof: Proof | None

    @property
    def cycle(self) -> Cycle:
        return self.group.cycle

    @property
    def state(self) -> str:
        """``counted``, ``void``, ``replaced`` or ``in_box``."""
        if self.opened is not None:
            return "counted"
        return "void" if self.void else "in_box" if self.current else "replaced"


def find_receipt(code: str) -> Found | None:
    """Look a receipt up by its code; None for a code that no ballot has."""
    prefix = receipts.prefix_of(code)
    if prefix is None:
        return None
    span = {"commitment__gte": prefix, "commitment__lte": prefix + b"\xff" * 22}
    opened = (
        OpenedBallot.objects.visible_to(None).filter(**span).select_related("group__cycle__process").first()
    )
    if opened is not None:
        return _found(opened.group, bytes(opened.commitment), opened=opened)
    sealed = SealedBallot.objects.filter(**span).select_related("group__cycle__process").first()
    if sealed is not None:
        later = SealedBallot.objects.filter(group=sealed.group, slot=sealed.slot, version__gt=sealed.version)
        return _found(sealed.group, bytes(sealed.commitment), replaced=later.exists())
    return _logged_only(span)


def _logged_only(span: dict[str, Any]) -> Found | None:
    """After the box was emptied the ledger still knows every ballot that was not counted."""
    entries = LedgerEntry.objects.filter(kind=LedgerEntry.Kind.BALLOT, **span)
    entry = entries.select_related("group__cycle__process").first()
    if entry is None or entry.commitment is None:
        return None
    commitment = bytes(entry.commitment)
    return _found(entry.group, commitment, replaced=proofs.is_replaced(entry.group, commitment))


def _found(
    group: VotingGroup, commitment: bytes, *, opened: OpenedBallot | None = None, replaced: bool = False
) -> Found:
    entry, head = proofs.ballot_entry(group, commitment), proofs.newest_head(group)
    return Found(
        group=group,
        commitment=commitment,
        current=not replaced,
        void=opened is None and proofs.is_void(group, commitment),
        opened=opened,
        proof=proofs.proof_of(entry, head) if entry and head else None,
    )
