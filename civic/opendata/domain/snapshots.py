"""A dataset written to files, once for many readers: both formats from one walk, with their checksums.

A download needs its checksum and length before its first byte, and an open table must not be walked for each reader. So
a snapshot is written to disk, row by row, and serves for some minutes (setting OPENDATA_SNAPSHOT_SECONDS, 600).
"""

import csv
import json
import logging
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.utils import validate_file_name
from django.utils import timezone

from civic.opendata.catalogue import Dataset
from civic.opendata.cells import cell, row_of

FORMATS = {"csv": "text/csv; charset=utf-8; header=present", "jsonl": "application/jsonl; charset=utf-8"}
MANIFEST = "manifest.json"
log = logging.getLogger(__name__)
KEPT = timedelta(hours=1)  # a slow download may still be reading the one before


@dataclass(frozen=True)
class File:
    """One format: SHA-256 in hex, and bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Snapshot:
    """Where the files lie, when their walk began, and how many rows they hold."""

    folder: Path
    generated_at: datetime
    rows: int
    files: dict[str, File]

    def path(self, format_: str) -> Path:
        return self.folder / f"data.{format_}"

    def listed(self) -> list[dict[str, Any]]:
        """The files as a page lists them."""
        return [{"format": format_, **asdict(file)} for format_, file in self.files.items()]


class Hashing:
    """A binary file that hashes what passes."""

    def __init__(self, target: BinaryIO) -> None:
        self.target, self.hash, self.size = target, sha256(), 0

    def write(self, data: bytes) -> None:
        self.target.write(data)
        self.hash.update(data)
        self.size += len(data)

    def file(self) -> File:
        return File(self.hash.hexdigest(), self.size)


def serves_for() -> timedelta:
    """How long a snapshot serves."""
    return timedelta(seconds=getattr(settings, "OPENDATA_SNAPSHOT_SECONDS", 600))


def fresh(dataset: Dataset) -> Snapshot:
    """A snapshot that is young enough, made now where there is none. On a full disk the last one: it says its own age."""
    found = newest(dataset)
    if found is not None and timezone.now() - found.generated_at < serves_for():
        return found
    try:
        made = write(dataset)
    except OSError as fault:
        if found is None:
            raise
        log.error("%s could not be written anew: %s", dataset.name, fault)
        return found
    _tidy(dataset)
    return made


def newest(dataset: Dataset) -> Snapshot | None:
    """The last snapshot on this machine, however old; nothing is made."""
    complete = sorted(_home(dataset).glob(f"*/{MANIFEST}"))
    return _read(complete[-1].parent) if complete else None


def write(dataset: Dataset) -> Snapshot:
    """Walk the rows once and write both files; the folder appears under its name when it is complete."""
    home = _home(dataset)
    home.mkdir(parents=True, exist_ok=True)
    making = Path(mkdtemp(prefix=".making-", dir=home))
    try:
        generated_at = timezone.now()
        rows, files = _write_files(dataset, making)
        manifest = {
            "generated_at": generated_at.isoformat(),
            "rows": rows,
            "files": {name: asdict(file) for name, file in files.items()},
        }
        (making / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        folder = home / f"{generated_at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
        making.chmod(0o755)
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return Snapshot(folder, generated_at, rows, files)


def _write_files(dataset: Dataset, folder: Path) -> tuple[int, dict[str, File]]:
    count = 0
    with (folder / "data.csv").open("wb") as csv_file, (folder / "data.jsonl").open("wb") as json_file:
        table, lines = Hashing(csv_file), Hashing(json_file)
        table.write(b"\xef\xbb\xbf")  # so that a spreadsheet reads Korean as what it is
        writer = csv.writer(_Text(table), lineterminator="\r\n")
        writer.writerow([column.name for column in dataset.columns])
        for values in dataset.rows():
            row = row_of(dataset.columns, values)
            writer.writerow([cell(value) for value in row.values()])
            lines.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count, {"csv": table.file(), "jsonl": lines.file()}


class _Text:
    """What csv.writer writes to."""

    def __init__(self, target: Hashing) -> None:
        self.target = target

    def write(self, text: str) -> None:
        self.target.write(text.encode())


def _home(dataset: Dataset) -> Path:
    return Path(settings.MEDIA_ROOT) / "opendata" / validate_file_name(dataset.name)


def _read(folder: Path) -> Snapshot:
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    files = {name: File(**values) for name, values in manifest["files"].items()}
    return Snapshot(folder, datetime.fromisoformat(manifest["generated_at"]), manifest["rows"], files)


def _tidy(dataset: Dataset) -> None:
    """Delete what nobody can still be reading."""
    limit = (timezone.now() - KEPT).timestamp()
    for folder in _home(dataset).iterdir():
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)
