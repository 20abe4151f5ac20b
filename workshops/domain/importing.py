"""Bringing in a finished Polis conversation: a workshop, its statements as opinions, and the votes.

One transaction: a bad line leaves nothing behind. Run again, it writes the same rows again and makes no others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from civic.accounts.actors import System
from civic.areas.models import Area, Department
from civic.audit.domain.recording import record
from civic.common.ids import short_code
from civic.common.korean import nfc
from workshops.domain.mapping import map_opinions
from workshops.domain.recording import RECEIPT_LENGTH
from workshops.models import Opinion, Workshop
from workshops.polis import BadInput, Statement, Summary, Vote, read_statements, read_summary, read_votes

Progress = Callable[[int], None]
BATCH = 500
TOLD_EVERY = 1000


@dataclass(frozen=True)
class Imported:
    """What came in: votes counted once for each pair of participant and statement, however often they changed it."""

    workshop: Workshop
    statements: int
    rejected: int
    votes_read: int
    votes: int
    participants: int


def import_conversation(
    folder: Path, *, area: Area, department: Department, told: Progress = lambda _rows: None
) -> Imported:
    """Write the conversation in ``folder``; ``told`` hears how many votes were read. Raises BadInput."""
    summary = read_summary(folder)
    statements = list(read_statements(folder))  # hundreds; the votes, which may be millions, are streamed
    _require_different(folder, statements)
    with transaction.atomic():
        _stage_votes(folder, statements, told)
        workshop = _workshop(summary, area, department)
        _write_statements(workshop, statements)
        votes = _write_votes(workshop)
        votes_read, participants = _dates_and_numbers(workshop)
        map_opinions(workshop, at=workshop.ends_at)
        rejected = sum(one.rejected for one in statements)
        record(
            System("import_polis"),
            "workshops.import_polis",
            workshop,
            statements=len(statements),
            votes=votes,
        )
    return Imported(workshop, len(statements), rejected, votes_read, votes, participants)


def _require_different(folder: Path, statements: list[Statement]) -> None:
    seen: set[int] = set()
    for one in statements:
        if one.number in seen:
            raise BadInput(f"{folder / 'comments.csv'}: statement {one.number} stands there twice.")
        seen.add(one.number)
    if not statements:
        raise BadInput(f"{folder / 'comments.csv'}: there is no statement.")


def _stage_votes(folder: Path, statements: list[Statement], told: Progress) -> None:
    """Stream the votes into a table that ends with the transaction."""
    known = {one.number for one in statements}
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS pg_temp.polis_vote"
        )  # of an earlier import in the same transaction
        cursor.execute(
            "CREATE TEMPORARY TABLE polis_vote (statement integer, voter bigint, value smallint, moment bigint, "
            "line bigint) ON COMMIT DROP"
        )
        with cursor.copy("COPY polis_vote (statement, voter, value, moment, line) FROM STDIN") as copy:
            for count, vote in enumerate(_known_votes(folder, known), start=1):
                copy.write_row((vote.statement, vote.voter, vote.value, vote.moment, vote.line))
                if count % TOLD_EVERY == 0:
                    told(count)


def _known_votes(folder: Path, known: set[int]) -> Iterator[Vote]:
    for vote in read_votes(folder):
        if vote.statement not in known:
            raise BadInput(
                f"{folder / 'votes.csv'}, line {vote.line}: there is no statement {vote.statement}."
            )
        yield vote


def _workshop(summary: Summary, area: Area, department: Department) -> Workshop:
    external_id = f"polis:{summary.key}"[:120]
    moment = datetime(2000, 1, 1, tzinfo=UTC)  # replaced by the votes' own times below
    workshop, _created = Workshop.objects.update_or_create(
        external_id=external_id,
        defaults={"title": nfc(summary.topic)[:200], "summary": nfc(summary.description)},
        create_defaults={
            "title": nfc(summary.topic)[:200],
            "summary": nfc(summary.description),
            "external_id": external_id,
            "state": Workshop.State.RECORDED,
            "format": Workshop.Format.ONLINE,
            "area": area,
            "department": department,
            "starts_at": moment,
            "ends_at": moment + timedelta(seconds=1),
            "capacity": 0,
        },
    )
    return workshop


def _write_statements(workshop: Workshop, statements: list[Statement]) -> None:
    """New statements get a receipt; those that are there keep theirs, and what the city answered to them."""
    there = Opinion.objects.filter(workshop=workshop)
    known = dict(there.values_list("external_id", "receipt"))
    hidden = dict(there.filter(hidden_at__isnull=False).values_list("external_id", "hidden_at"))
    rows = [
        Opinion(
            workshop=workshop,
            external_id=str(one.number),
            text=nfc(one.text),
            recorded_at=one.at,
            hidden_at=one.at if one.rejected else _hidden_here(hidden.get(str(one.number)), one),
            receipt=known.get(str(one.number)) or short_code(RECEIPT_LENGTH),
        )
        for one in sorted(statements, key=lambda one: one.number)
    ]
    Opinion.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["workshop", "external_id"],
        update_fields=["text", "recorded_at", "hidden_at"],
    )


def _hidden_here(hidden_at: datetime | None, statement: Statement) -> datetime | None:
    """What the city's moderators hid stays hidden; what the conversation's took out bears the statement's own moment."""
    return hidden_at if hidden_at != statement.at else None


def _write_votes(workshop: Workshop) -> int:
    """The last vote of each pair of participant and statement; gives how many pairs there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO workshops_statementvote (opinion_id, participant, value)
            SELECT DISTINCT ON (opinion.id, staged.voter) opinion.id, 'polis:' || staged.voter, staged.value
            FROM polis_vote AS staged
            JOIN workshops_opinion AS opinion
              ON opinion.workshop_id = %s AND opinion.external_id = staged.statement::text
            ORDER BY opinion.id, staged.voter, staged.moment DESC, staged.line DESC
            ON CONFLICT (opinion_id, participant) DO UPDATE SET value = excluded.value
            """,
            [workshop.pk],
        )
        return int(cursor.rowcount)


def _dates_and_numbers(workshop: Workshop) -> tuple[int, int]:
    """From the first to the last vote, and how many took part; gives (votes read, participants)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT voter), min(moment), max(moment) FROM polis_vote")
        votes_read, participants, first, last = cursor.fetchone()
    if first is None:
        raise BadInput("votes.csv: there is no vote.")
    workshop.starts_at = datetime.fromtimestamp(first / 1000, tz=UTC)
    workshop.ends_at = datetime.fromtimestamp(last / 1000, tz=UTC) + timedelta(seconds=1)
    workshop.recorded_at = workshop.recorded_at or workshop.ends_at
    workshop.capacity = participants
    workshop.save(update_fields=["starts_at", "ends_at", "recorded_at", "capacity"])
    return votes_read, participants
