"""Reading a conversation that Polis exported: summary.csv, comments.csv, votes.csv. Plain Python, no database.

Rows are given one at a time, whatever the size of the file, and every complaint names the file and the line.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

TEXT_MAX = 1000
REJECTED = -1  # what the conversation's moderators took out


class BadInput(ValueError):
    """A file that cannot be read as Polis writes it; the message says where and what."""


@dataclass(frozen=True)
class Summary:
    """What the conversation was about. ``key`` is its name at Polis, or the folder's where there is none."""

    key: str
    topic: str
    description: str


@dataclass(frozen=True)
class Statement:
    """A statement that participants answered; ``rejected`` where its moderators took it out."""

    number: int
    text: str
    at: datetime
    rejected: bool


@dataclass(frozen=True)
class Vote:
    """One answer: agree 1, pass 0, disagree −1. ``moment`` is in milliseconds, ``line`` tells equal moments apart."""

    statement: int
    voter: int
    value: int
    moment: int
    line: int


def read_summary(folder: Path) -> Summary:
    """The head of the conversation. Raises BadInput when the topic is missing."""
    found: dict[str, str] = {}
    with _opened(folder / "summary.csv") as lines:
        for row in csv.reader(lines):
            if len(row) >= 2:
                found[row[0].strip()] = row[1].strip()
    if not found.get("topic"):
        raise BadInput(f"{folder / 'summary.csv'}: there is no line “topic”.")
    key = found.get("url", "").rstrip("/").rpartition("/")[2] or folder.resolve().name
    return Summary(key, found["topic"], found.get("conversation-description", ""))


def read_statements(folder: Path) -> Iterator[Statement]:
    """Every statement of comments.csv, in the file's order."""
    path = folder / "comments.csv"
    for line, row in _rows(path, ("comment-id", "comment-body", "moderated", "timestamp")):
        text = row["comment-body"].strip()
        if not 1 <= len(text) <= TEXT_MAX:
            raise BadInput(
                f"{path}, line {line}: a statement has 1 to {TEXT_MAX:,} characters, this one {len(text):,}."
            )
        moment = _integer(path, line, row, "timestamp")
        yield Statement(
            _integer(path, line, row, "comment-id"),
            text,
            datetime.fromtimestamp(moment / 1000, tz=UTC),
            _integer(path, line, row, "moderated") == REJECTED,
        )


def read_votes(folder: Path) -> Iterator[Vote]:
    """Every vote of votes.csv, in the file's order."""
    path = folder / "votes.csv"
    for line, row in _rows(path, ("comment-id", "voter-id", "vote", "timestamp")):
        value = _integer(path, line, row, "vote")
        if value not in (-1, 0, 1):
            raise BadInput(f"{path}, line {line}: a vote is -1, 0 or 1, not {value}.")
        statement, voter = _integer(path, line, row, "comment-id"), _integer(path, line, row, "voter-id")
        yield Vote(statement, voter, value, _integer(path, line, row, "timestamp"), line)


def _opened(path: Path):  # type: ignore[no-untyped-def]  # the context manager of open()
    try:
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}.") from error


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    with _opened(path) as lines:
        reader = csv.DictReader(lines)
        try:
            missing = [name for name in needed if name not in (reader.fieldnames or [])]
            if missing:
                raise BadInput(f"{path}, line 1: no column {', '.join(missing)}.")
            for row in reader:
                if any(row.get(name) is None for name in needed):
                    raise BadInput(f"{path}, line {reader.line_num}: fewer values than columns.")
                yield reader.line_num, row
        except UnicodeDecodeError as error:
            raise BadInput(f"{path}: not UTF-8 (byte {error.start}).") from error
        except csv.Error as error:
            raise BadInput(f"{path}, line {reader.line_num}: {error}.") from error


def _integer(path: Path, line: int, row: dict[str, str], name: str) -> int:
    try:
        return int(row[name])
    except ValueError as error:
        raise BadInput(f"{path}, line {line}: {name} must be a whole number, not {row[name]!r}.") from error
