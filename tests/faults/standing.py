"""An installation of its own that can be killed piece by piece: PostgreSQL on a disk, broker, web server, worker with its clock.

Every piece keeps its address over a restart, as an installation's pieces do. kill -9 leaves the page cache alone: this is
the end of programs, not of power.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from civic.stack.network import free_port
from civic.stack.postgres import COMMON, pg_bindir, start_postgres
from civic.stack.privileges import server_identity
from civic.stack.process import AS_WE_ARE
from civic.stack.valkey import valkey_program

ROOT = Path(__file__).resolve().parent.parent.parent
PIECES = ("postgres", "web", "worker", "broker")


def _is_there(pid: int) -> bool:
    """Whether a process holds anything yet: not one that is only waited for."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in ("Z", "X")


class Standing:
    """The pieces by name. ``kill`` is -9 for the piece and all its children."""

    def __init__(self, folder: Path, settings: str = "tests.faults.settings") -> None:
        self.folder, self.settings = folder, settings
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.kills = dict.fromkeys(PIECES, 0)
        first = start_postgres(folder / "postgres", durable=True)
        first.child.stop()  # made its folder; from here on it keeps one port
        self.database_port, self.broker_port, self.web_port = free_port(), free_port(), free_port()
        password = (folder / "postgres.password").read_text()
        self.database = f"postgres://civic:{password}@127.0.0.1:{self.database_port}/civic"
        self.broker = f"redis://127.0.0.1:{self.broker_port}/0"
        self.address = f"http://127.0.0.1:{self.web_port}"

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "DATABASE_URL": self.database,
            "REDIS_URL": self.broker,
            "CIVIC_KEY_DIR": str(self.folder / "keys"),
            "EMAIL_URL": "console:",
        }

    def start(self, *pieces: str) -> None:
        for piece in pieces or PIECES:
            output = (self.folder / f"{piece}.log").open("ab")
            identity = server_identity() if piece == "postgres" else AS_WE_ARE
            self.processes[piece] = subprocess.Popen(
                [*identity.prefix, *self._command(piece)],
                cwd="/" if piece == "postgres" else ROOT,
                env=self.environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=identity.uid,
                group=identity.uid,
            )
            if piece == "postgres":
                self.wait_for_the_database()

    def _command(self, piece: str) -> list[str]:
        if piece == "postgres":
            (self.folder / "postgres" / "data" / "postmaster.pid").unlink(missing_ok=True)
            options = COMMON | {"port": str(self.database_port), "wal_writer_delay": "2s"}
            parts = [part for pair in options.items() for part in ("-c", "=".join(pair))]
            return [str(pg_bindir() / "postgres"), "-D", str(self.folder / "postgres" / "data"), *parts]
        if piece == "broker":
            port = str(self.broker_port)
            return [str(valkey_program()), "--port", port, "--bind", "127.0.0.1", "--save", ""]
        if piece == "web":
            program = str(Path(sys.executable).with_name("granian"))
            options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.web_port)]
            options += ["--workers", "2", "--blocking-threads", "4", "--log-level", "error"]
            return [program, *options, "civic.wsgi:application"]
        beat = ["--beat", "--schedule", str(self.folder / f"beat{self.kills['worker']}")]
        return [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "civic",
            "worker",
            "--pool=solo",
            "--without-mingle",
            *beat,
        ]

    def kill(self, piece: str) -> None:
        process = self.processes.pop(piece)
        children: list[int] = []
        with contextlib.suppress(ProcessLookupError):
            if piece == "postgres":
                os.kill(process.pid, signal.SIGSTOP)  # it must not have one more child when they were listed
                children = self._children(process.pid)
            os.killpg(process.pid, signal.SIGKILL)
        for child in children:  # PostgreSQL gives each of its processes a group of its own
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        process.wait()
        for child in children:  # while one of them is there, its memory is in use and no new server starts
            while _is_there(child):
                time.sleep(0.01)
        self.kills[piece] += 1

    def _children(self, pid: int) -> list[int]:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def end(self) -> None:
        for piece in list(self.processes):
            self.kill(piece)

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def wait_for_the_database(self, seconds: float = 120) -> None:
        import psycopg

        until = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(self.database, connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                assert time.monotonic() < until, (self.folder / "postgres.log").read_text()[-2000:]
                time.sleep(0.1)

    def wait_for_the_web(self, seconds: float = 120) -> None:
        until = time.monotonic() + seconds
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                assert time.monotonic() < until, (self.folder / "web.log").read_text()[-2000:]
                time.sleep(0.1)
