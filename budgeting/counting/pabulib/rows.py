"""Rows of a ``.pb`` file with their line numbers, section by section, without holding the file in memory."""

import csv
from collections.abc import Callable, Iterator
from typing import TextIO

from budgeting.counting.pabulib.errors import PabulibError

SECTIONS = ("META", "PROJECTS", "VOTES")

#: A row over more lines than this is a quotation mark that was never closed, not a description.
_MOST_LINES = 200


class Rows:
    """The rows of one section after another.

    ``line`` is the line on which the row just given ends (a quoted cell may span lines). ``is_row`` says of a line in the
    middle of a cell whether it is a row of its own; in META and PROJECTS a text may have more lines, a ballot has none. Where
    that is not ``certain``, the line on which the cell begins is kept among ``doubts``.
    """

    def __init__(self, file: TextIO) -> None:
        self._reader = csv.reader(file, delimiter=";", skipinitialspace=True)
        self.is_row: Callable[[str], bool] = bool
        self.certain = True
        self.doubts: list[int] = []

    @property
    def line(self) -> int:
        """Line number of the row just given."""
        return self._reader.line_num

    def __iter__(self) -> Iterator[list[str]]:
        before = 0
        try:
            for row in self._reader:
                if self._reader.line_num > before + 1:
                    self._refuse_open_quote(row, before + 1, self._reader.line_num)
                before = self._reader.line_num
                yield row
        except csv.Error as fault:
            if "field limit" in str(fault):
                most = csv.field_size_limit()
                raise PabulibError(
                    before + 1,
                    f"a cell of more than {most:,} characters: is a quotation mark not closed?",
                ) from fault
            raise PabulibError(before + 1, f"not a table of cells: {fault}") from fault

    def _refuse_open_quote(self, row: list[str], first: int, last: int) -> None:
        """A quotation mark that nobody closed takes rows into its cell, up to the next one: they must not vanish."""
        inside = [line.strip() for cell in row for line in cell.splitlines()[1:]]
        rows = any(line and self.is_row(line) for line in inside)
        section = any(line.strip(" ;") in SECTIONS for line in inside)
        if section or last - first > _MOST_LINES or (rows and self.certain):
            raise not_closed(first)
        if rows:
            self.doubts.append(first)


def not_closed(line: int) -> PabulibError:
    """The refusal of a cell that took in what follows it."""
    return PabulibError(line, "a quotation mark that is opened here is not closed")


def section_of(row: list[str]) -> str | None:
    """The section that a row opens, or None."""
    name = row[0].lstrip("\ufeff").strip().upper() if row else ""
    return name if name in SECTIONS and not any(cell.strip() for cell in row[1:]) else None


def said(cell: str) -> str:
    """What a cell says; programs that write tables put ``None`` or ``nan`` where nothing is said."""
    text = cell.strip()
    return "" if text.lower() in ("none", "nan") else text


def blank(row: list[str]) -> bool:
    """Whether a row has nothing in it."""
    return not any(cell.strip() for cell in row)


def header_of(row: list[str], line: int, section: str, needed: tuple[str, ...]) -> list[str]:
    """Column names, stripped and in small letters. Raises PabulibError for one missing or named twice.

    The first of those needed, which names the row, stands first in every file and is ``id`` in some older ones.
    """
    names = [cell.strip().lower() for cell in row]
    while names and not names[-1]:
        names.pop()
    if names[:1] == ["id"] and needed[0] not in names:
        names[0] = needed[0]
    for name in needed:
        if name not in names:
            raise PabulibError(line, f"{section} has no column {name!r}")
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        raise PabulibError(line, f"{section} has two columns {doubled!r}")
    return names


def fitted(row: list[str], width: int, least: int, line: int, section: str) -> list[str]:
    """The row with as many cells as the header; empty cells at its end may be left out or stand over.

    Raises PabulibError where one of the first ``least`` cells is missing, or a cell beyond the header says something.
    """
    if len(row) < least:
        raise PabulibError(line, f"{section}: {len(row)} cells where at least {least} are needed")
    if any(cell.strip() for cell in row[width:]):
        raise PabulibError(line, f"{section}: {len(row)} cells under {width} columns")
    return [*row[:width], *([""] * (width - len(row)))]
