#!/usr/bin/env python3
"""A dump of the database that DATABASE_URL names, written whole or not at all; old dumps are removed afterwards.

Usage: DATABASE_URL=postgres://… deploy/backup.py FOLDER. Also read: DATABASE_URL_FILE (instead), BACKUP_KEEP_DAYS (30),
PG_DUMP (the program, when not on PATH). Standard library only. Media (CIVIC_MEDIA_ROOT) and ballot keys
(CIVIC_KEY_DIR) are copied separately: the keys never beside the dump.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def connection(url: str) -> dict[str, str]:
    """The address as libpq's variables: a password in a command line could be read by every user of the machine."""
    parts = urlsplit(url)
    found = {
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
    }
    found.update(
        {f"PG{name.upper()}": value for name, value in parse_qsl(parts.query) if name.startswith("ssl")}
    )
    return {name: value for name, value in found.items() if value}


def dump(url: str, folder: Path) -> Path:
    """Write one dump; gives its path. Raises CalledProcessError when pg_dump fails: then nothing is left behind."""
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    name = folder / time.strftime("civic-%Y%m%dT%H%M%SZ.dump", time.gmtime())
    part = name.with_suffix(".part")
    command = [os.environ.get("PG_DUMP", "pg_dump"), "--format=custom", "--no-owner", f"--file={part}"]
    try:
        subprocess.run(command, env=os.environ | connection(url), check=True)  # noqa: S603  our own arguments
        part.replace(name)
    finally:
        part.unlink(missing_ok=True)
    return name


def forget(folder: Path, days: float) -> None:
    """Remove dumps older than ``days``, and what a killed backup left unfinished a day ago."""
    for pattern, limit in (("civic-*.dump", days), ("civic-*.part", 1.0)):
        for path in folder.glob(pattern):
            if path.stat().st_mtime < time.time() - limit * 86_400:
                path.unlink()


def main(arguments: list[str]) -> int:
    url = os.environ.get("DATABASE_URL", "")
    try:
        days = float(os.environ.get("BACKUP_KEEP_DAYS") or "30")
        if path := os.environ.get("DATABASE_URL_FILE"):
            url = Path(path).read_text(encoding="utf-8").strip()
        if len(arguments) != 1 or not url:
            sys.stderr.write("usage: DATABASE_URL=postgres://… backup.py FOLDER\n")
            return 2
        folder = Path(arguments[0])
        sys.stdout.write(f"{dump(url, folder)}\n")
    except ValueError:
        sys.stderr.write("no backup was made: BACKUP_KEEP_DAYS or DATABASE_URL cannot be read\n")
        return 1
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"no backup was made: {error}\n")
        return 1
    forget(folder, days)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
