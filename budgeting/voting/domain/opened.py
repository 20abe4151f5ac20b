"""The rows of an opened box, from wherever they come: sealed ballots, paper slips, an imported election."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from budgeting.voting.models import VotingGroup


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A ballot to be written into the opened box: its content stays bytes until then, a million of them fit into memory."""

    commitment: bytes
    nonce: bytes
    content: bytes
    channel: str = "web"
    voter_class: str = ""
    class_nonce: bytes | None = None


def write_opened(group: VotingGroup, rows: Iterable[OpenedRow]) -> None:
    """Write opened ballots by COPY. Give them sorted by commitment: then their order tells nothing of who cast which."""
    written = json.JSONEncoder(
        ensure_ascii=False
    ).encode  # one for all: json.dumps would make one for each ballot
    columns = "group_id, commitment, nonce, area_code, channel, choices, points, class_seal, class_nonce, voter_class"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY voting_openedballot ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            content = json.loads(row.content)
            points = written(content["points"]) if "points" in content else None
            choices = written(content["choices"])
            seal = bytes.fromhex(content["class"]) if "class" in content else None
            copy.write_row(
                (
                    group.pk,
                    row.commitment,
                    row.nonce,
                    content["scope"],
                    row.channel,
                    choices,
                    points,
                    seal,
                    row.class_nonce,
                    row.voter_class,
                )
            )
