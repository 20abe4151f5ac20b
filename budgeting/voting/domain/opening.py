"""Opening the box after the close: each current ballot is unsealed, checked against its commitment, and written anew."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from nacl.exceptions import CryptoError

from budgeting.voting import keys, queries, sealing
from budgeting.voting.models import VotingGroup
from budgeting.voting.refusals import BoxDoesNotMatch, VotingStillOpen
from budgeting.voting.sealing import Choices

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A ballot to be written into the opened box."""

    commitment: bytes
    nonce: bytes
    area_code: str
    choices: Choices
    points: dict[str, list[int]] | None = None
    channel: str = "web"


def open_box(group: VotingGroup, progress: Progress | None = None) -> int:
    """Unseal the last version of every slot and write the counted rows in the order of their commitments.

    Called inside the counting transaction, under the exclusive lock. Gives the number of ballots. Raises
    BoxDoesNotMatch when one ballot is not what it was committed to (nothing is written then), VotingStillOpen, KeyMissing.
    """
    if group.closed_at is None:
        raise VotingStillOpen(closes="")
    private = keys.private_key(group.pk)
    total = group.box.values("slot").distinct().count()
    rows = []
    for done, (_slot, commitment, sealed) in enumerate(queries.current_ballots(group), 1):
        try:
            opening = sealing.unseal(private, sealed)
        except CryptoError:
            raise BoxDoesNotMatch from None
        if opening.commitment != commitment:
            raise BoxDoesNotMatch
        rows.append(OpenedRow(commitment, opening.nonce, opening.scope, opening.choices))
        if progress and done % 500 == 0:
            progress(done, total)
    write_opened(group, rows)
    return len(rows)


def write_opened(group: VotingGroup, rows: list[OpenedRow]) -> None:
    """Write opened ballots by COPY, sorted by commitment: neither the order nor the transaction tells who cast which."""
    from django.db.backends.postgresql.psycopg_any import Jsonb

    rows.sort(key=lambda row: row.commitment)
    columns = "group_id, commitment, nonce, area_code, channel, choices, points"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY voting_openedballot ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            points = None if row.points is None else Jsonb(row.points)
            copy.write_row(
                (group.pk, row.commitment, row.nonce, row.area_code, row.channel, Jsonb(row.choices), points)
            )
