"""Reading votes.csv: columns comment-id, voter-id, vote (1 agree, 0 pass, -1 disagree), as Polis exports it.

The last vote of a pair of voter and statement counts: by the column ``timestamp`` where there is one, else by line.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from workshops.groups.errors import VotesError
from workshops.groups.votes import Votes

NEEDED = ("comment-id", "voter-id", "vote")
VALUES = {"1": 1, "0": 0, "-1": -1, "1.0": 1, "0.0": 0, "-1.0": -1}


def read_votes(path: Path) -> Votes:
    """The votes of the file. Raises VotesError naming the line, also where there is no vote at all."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return Votes.of(_last(lines))
    except OSError as error:
        raise VotesError(error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise VotesError(f"not UTF-8 (byte {error.start})") from error


def _last(lines: IO[str]) -> dict[tuple[str, str], int]:
    votes: dict[tuple[str, str], int] = {}
    moments: dict[tuple[str, str], int] = {}
    for pair, value, moment in _rows(lines):
        if moment >= moments.get(pair, moment):
            votes[pair], moments[pair] = value, moment
    if not votes:
        raise VotesError("there is no vote")
    return votes


def _rows(lines: IO[str]) -> Iterator[tuple[tuple[str, str], int, int]]:
    reader = csv.DictReader(lines)
    try:
        names = reader.fieldnames or []
        if missing := [name for name in NEEDED if name not in names]:
            raise VotesError(f"line 1: no column {', '.join(missing)}")
        timed = "timestamp" in names
        for row in reader:
            line = reader.line_num
            yield _pair(row, line), _value(row, line), _moment(row, line) if timed else 0
    except csv.Error as error:
        raise VotesError(f"line {reader.line_num}: {error}") from error


def _pair(row: dict[str, str | None], line: int) -> tuple[str, str]:
    voter, statement = (row["voter-id"] or "").strip(), (row["comment-id"] or "").strip()
    if not voter or not statement:
        raise VotesError(f"line {line}: no {'comment-id' if voter else 'voter-id'}")
    return voter, statement


def _value(row: dict[str, str | None], line: int) -> int:
    text = (row["vote"] or "").strip()
    if text not in VALUES:
        raise VotesError(f"line {line}: a vote is 1, 0 or -1, not {text!r}")
    return VALUES[text]


def _moment(row: dict[str, str | None], line: int) -> int:
    text = (row["timestamp"] or "").strip()
    if not text.isdecimal():
        raise VotesError(f"line {line}: timestamp must be a whole number, not {text!r}")
    return int(text)
