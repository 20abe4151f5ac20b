"""Opening the box after the close: each current ballot is unsealed, checked against its commitment, and written anew."""

from collections.abc import Callable

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey

from budgeting.voting import keys, queries, sealing
from budgeting.voting.domain.closing_paper import paper_rows
from budgeting.voting.domain.opened import OpenedRow, write_opened
from budgeting.voting.models import OpenedBallot, VotingGroup
from budgeting.voting.refusals import BoxDoesNotMatch, VotingStillOpen
from budgeting.voting.sealing import Opening

Progress = Callable[[int, int], None]
EVERY = 2000


def open_box(group: VotingGroup, progress: Progress | None = None) -> int:
    """Unseal the last version of every slot and write the counted rows, slips among them, in the order of commitments.

    A ballot whose voter came to a polling place is void and left out: the slip counts.

    Called inside the counting transaction, under the exclusive lock. Gives the number of ballots. Raises
    BoxDoesNotMatch when one ballot is not what it was committed to (nothing is written then), VotingStillOpen, KeyMissing,
    PaperNotClosed.
    """
    if group.closed_at is None:
        raise VotingStillOpen(closes="")
    private = keys.private_key(group.pk)
    total = group.box.values("slot").distinct().count()
    rows, void = paper_rows(group), queries.voided(group)
    for done, (_slot, commitment, sealed, channel) in enumerate(queries.current_ballots(group), 1):
        if commitment in void:
            continue
        opening = _opened(private, sealed, commitment)
        rows.append(OpenedRow(commitment, opening.nonce, opening.content, channel))
        if progress and done % EVERY == 0:
            progress(done, total)
    rows.sort(key=lambda row: row.commitment)
    write_opened(group, rows)
    return OpenedBallot.objects.filter(group=group).count()


def _opened(private: PrivateKey, sealed: bytes, commitment: bytes) -> Opening:
    try:
        opening = sealing.unseal(private, sealed)
    except CryptoError:
        raise BoxDoesNotMatch from None
    if opening.commitment != commitment:
        raise BoxDoesNotMatch
    return opening
