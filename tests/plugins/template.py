"""A migrated database folder, made once for a state of the migrations and copied by every process that tests.

Running every migration costs a process some twenty seconds of computing; copying the folder costs less than one.
pytest-django still runs ``migrate`` on the copy, so a folder that lacks something is completed, never believed.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg

from civic.stack.postgres import major_version, start_postgres

ROOT = Path(__file__).resolve().parent.parent.parent
SHELF = ROOT / ".local" / "cache" / "test-database"
NAME = "test_civic"  # as pytest-django calls the database `civic` where no xdist worker adds its own suffix
KEPT = 2  # folders of earlier states that stay, for somebody who goes to and fro between two branches


def lay(folder: Path) -> None:
    """Put a migrated data folder, and the password that opens it, where ``start_postgres(folder)`` looks for them."""
    with _alone():
        shelf = SHELF / _state()
        if not (shelf / "whole").exists():
            _make(shelf)
        shelf.touch()
        shutil.copytree(shelf / "postgres", folder)
        shutil.copy2(shelf / "postgres.password", _password_of(folder))
        _tidy(shelf)


def _password_of(folder: Path) -> Path:
    return folder.with_name(folder.name + ".password")


def _state() -> str:
    """A name for what the database looks like after ``migrate``: our migrations and the releases that bring others."""
    digest = sha256(f"PostgreSQL {major_version()}".encode())
    ours = sorted(path for path in ROOT.glob("*/**/migrations/*.py") if ".venv" not in path.parts)
    for path in [*ours, ROOT / "requirements" / "run.txt"]:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def _make(shelf: Path) -> None:
    """Start a server of its own, migrate, end it cleanly and keep its folder. ``whole`` is written last."""
    shutil.rmtree(shelf, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix="civic-template-"))
    work.chmod(0o755)  # PostgreSQL may have to run as nobody
    try:
        server = start_postgres(work / "postgres", durable=False)
        try:
            url = f"{server.url.rsplit('/', 1)[0]}/{NAME}"
            with psycopg.connect(server.url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
            _migrate(url)
        finally:
            server.child.stop()
        shelf.mkdir(parents=True)
        shutil.copytree(work / "postgres", shelf / "postgres")
        shutil.copy2(_password_of(work / "postgres"), shelf / "postgres.password")
        (shelf / "whole").touch()
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _migrate(url: str) -> None:
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "civic.settings.test"}
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"The database of the tests cannot be migrated:\n{done.stderr.strip()}")


def _tidy(present: Path) -> None:
    others = sorted((one for one in SHELF.iterdir() if one.is_dir() and one != present), key=_last_used)
    for one in others[:-KEPT]:
        shutil.rmtree(one, ignore_errors=True)


def _last_used(folder: Path) -> float:
    return folder.stat().st_mtime


@contextmanager
def _alone() -> Iterator[None]:
    """One process makes the folder; the others wait and copy it."""
    SHELF.mkdir(parents=True, exist_ok=True)
    with (SHELF / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
