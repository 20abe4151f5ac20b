"""`manage.py import_petitions FILE.jsonl …`: petitions become proposals with their dates, topics and supports."""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from civic.common import clock
from proposals.domain.importing import BadLine, Petition, Tally, read, take

BAR = 30


class Command(BaseCommand):
    help = "Import petitions (JSON Lines) as proposals. All files or nothing; safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        began = time.monotonic()
        progress = Progress(self.stderr, sum(_size(file) for file in files))
        added = known = 0
        with transaction.atomic():  # all files or none
            for file in files:
                tally = self._one(file, progress)
                added, known = added + tally.added, known + tally.known
        progress.end()
        seconds = time.monotonic() - began
        self.stdout.write(f"{added} proposals imported, {known} were here already, {seconds:.1f} s.")

    def _one(self, file: Path, progress: "Progress") -> Tally:
        tally = Tally()
        try:
            with file.open(encoding="utf-8-sig") as lines:
                for tally in take(_petitions(lines, progress), at=clock.now()):
                    progress.draw(tally.read)
        except BadLine as error:
            progress.end()
            raise CommandError(f"{file.name}, {error}. Nothing was imported.") from None
        except UnicodeDecodeError as error:
            progress.end()
            raise CommandError(f"{file.name} is not UTF-8 ({error.reason}). Nothing was imported.") from None
        return tally


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def _petitions(lines: TextIO, progress: "Progress") -> Iterator[Petition]:
    def counted() -> Iterable[str]:
        for line in lines:
            progress.done += len(line.encode())
            yield line

    return read(counted())


class Progress:
    """A bar by bytes on a terminal; silent elsewhere."""

    def __init__(self, stream: Any, total: int) -> None:
        self.stream, self.total, self.done = stream, max(total, 1), 0
        self.visible = sys.stderr.isatty()

    def draw(self, lines: int) -> None:
        if self.visible:
            share = min(self.done / self.total, 1)
            bar = "#" * int(share * BAR)
            self.stream.write(f"\r[{bar:<{BAR}}] {share:4.0%} {lines:,} lines", ending="")
            self.stream.flush()

    def end(self) -> None:
        if self.visible:
            self.stream.write("")
