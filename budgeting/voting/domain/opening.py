"""Opening the box after the close: each current ballot is unsealed, checked against its commitment, and written anew."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey

from budgeting.voting import keys, queries, sealing
from budgeting.voting.classes import CITIZENS, Classes
from budgeting.voting.domain.closing_paper import paper_rows
from budgeting.voting.domain.opened import OpenedRow, write_opened
from budgeting.voting.models import OpenedBallot, VotingGroup
from budgeting.voting.refusals import BoxDoesNotMatch, VotingStillOpen
from budgeting.voting.sealing import Opening

Progress = Callable[[int, int], None]
EVERY = 2000


def open_box(group: VotingGroup, progress: Progress | None = None) -> int:
    """Unseal the last version of every slot and write the counted rows, slips among them, in the order of commitments.

    A ballot whose voter came to a polling place is void and left out: the slip counts. The class of a ballot is opened
    where the classes count apart (``Classes.opened``), and must be the one that the fixed list gives its slot.

    Called inside the counting transaction, under the exclusive lock. Gives the number of ballots. Raises
    BoxDoesNotMatch when one ballot is not what it was committed to (nothing is written then), VotingStillOpen, KeyMissing,
    PaperNotClosed.
    """
    if group.closed_at is None:
        raise VotingStillOpen(closes="")
    private, classes = keys.private_key(group.pk), Classes.of(group.classes)
    apart = _Classed(group, classes) if classes.told_apart else None
    total = group.box.values("slot").distinct().count()
    rows, void = paper_rows(group), queries.voided(group)
    for done, (slot, commitment, sealed, channel) in enumerate(queries.current_ballots(group), 1):
        if commitment in void:
            continue
        opening = _opened(private, sealed, commitment)
        row = OpenedRow(commitment, opening.nonce, opening.content, channel)
        rows.append(apart.classed(row, slot, opening) if apart else row)
        if progress and done % EVERY == 0:
            progress(done, total)
    rows.sort(key=lambda row: row.commitment)
    write_opened(group, apart.shown(rows) if apart else rows)
    return OpenedBallot.objects.filter(group=group).count()


class _Classed:
    """The classes of the ballots of one box, until it is known where they may be shown."""

    def __init__(self, group: VotingGroup, classes: Classes) -> None:
        self.classes, self.key = classes, keys.hmac_key(group.pk)
        self.by_slot = queries.slots_by_class(group)
        self.areas: dict[bytes, str] = {}
        self.cast: dict[str, Counter[str]] = defaultdict(Counter)

    def classed(self, row: OpenedRow, slot: bytes, opening: Opening) -> OpenedRow:
        """The row with its class. Raises BoxDoesNotMatch when the ballot committed to another one."""
        name, hiding = self.by_slot.get(slot, CITIZENS), sealing.class_nonce(self.key, opening.nonce)
        if opening.class_seal != sealing.class_seal(hiding, name):
            raise BoxDoesNotMatch
        self.areas[row.commitment] = opening.scope
        self.cast[opening.scope][name] += 1
        return replace(row, voter_class=name, class_nonce=hiding)

    def shown(self, rows: list[OpenedRow]) -> Iterator[OpenedRow]:
        """The rows, with their classes where these are opened; elsewhere nothing is kept that could tell them."""
        opened = self.classes.opened(self.cast)
        for row in rows:
            hide = row.voter_class and self.areas[row.commitment] not in opened
            yield replace(row, voter_class="", class_nonce=None) if hide else row


def _opened(private: PrivateKey, sealed: bytes, commitment: bytes) -> Opening:
    try:
        opening = sealing.unseal(private, sealed)
    except CryptoError:
        raise BoxDoesNotMatch from None
    if opening.commitment != commitment:
        raise BoxDoesNotMatch
    return opening
