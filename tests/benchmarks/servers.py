"""Servers for a measurement: granian with two workers, as in a small installation."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from civic.stack.network import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
WORKERS = 2


@contextmanager
def serve(application: str, ready: str, **environment: str) -> Iterator[int]:
    """Serve a WSGI application on a free port until the block ends; gives the port once ``ready`` answers."""
    port = free_port()
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", "4", "--log-level", "error", application,
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}{ready}", server)
        yield port
    finally:
        server.terminate()
        server.wait(20)


Spent = dict[int, float]


def cpu_between(before: tuple[Spent, Spent], after: tuple[Spent, Spent]) -> list[float]:
    """Milliseconds of web and PostgreSQL between two looks, of the processes that were there at both."""
    return [
        sum(now[pid] - then[pid] for pid in now if pid in then)
        for then, now in zip(before, after, strict=True)
    ]


def cpu_ms(port: int) -> tuple[Spent, Spent]:
    """Milliseconds of CPU so far of the web processes at this port and of PostgreSQL, both started by this process."""
    parents = {pid: int(_stat(pid)[1]) for pid in _pids() if _stat(pid)}
    web = {pid for pid in parents if f"--port\0{port}\0".encode() in _command(pid)}
    database = {pid for pid in parents if b"postgres" in _command(pid)[:200]}
    mine = _below(parents, {os.getpid()})
    return _spent(_below(parents, web) & mine), _spent(database & mine)


def _pids() -> list[int]:
    return [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """State, parent and so on, as after the name in /proc/PID/stat; empty for a process that has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _below(parents: dict[int, int], tops: set[int]) -> set[int]:
    """The processes ``tops`` and all that descend from them."""
    found = set(tops)
    while more := {pid for pid, parent in parents.items() if parent in found and pid not in found}:
        found |= more
    return found


def _spent(pids: set[int]) -> Spent:
    stats = {pid: _stat(pid) for pid in pids}
    tick = 1000 / os.sysconf("SC_CLK_TCK")
    return {pid: (int(one[11]) + int(one[12])) * tick for pid, one in stats.items() if one}


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode} before it was ready")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within 30 seconds")
