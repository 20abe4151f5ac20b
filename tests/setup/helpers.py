"""What the tests of the set-up share: starting the stack as a person would, in a folder of its own."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def tracked_files() -> list[Path]:
    """Every file that git knows of in this tree (those to be committed included)."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def clean_environment(**changes: str) -> dict[str, str]:
    """The environment of a person who has set nothing for Civic."""
    ours = re.compile(r"^(CIVIC_|DATABASE_URL|REDIS_URL|DJANGO_|SITE_URL|PYTEST_|SECRET_KEY|EMAIL_URL|PG)")
    return {name: value for name, value in os.environ.items() if not ours.match(name)} | changes


class Stack:
    """``python -m civic.stack …`` running in the background, its lines in a file."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.folder = folder
        self.output = folder.parent / f"{folder.name}-{time.monotonic_ns()}.txt"
        with self.output.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "civic.stack", *arguments],
                cwd=ROOT, env=clean_environment(CIVIC_LOCAL=str(folder), **environment),
                stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_for(self, words: str, seconds: float = 300) -> None:
        limit = time.monotonic() + seconds
        while words not in self.said():
            assert self.process.poll() is None, f"ended before saying {words!r}:\n{self.said()}"
            assert time.monotonic() < limit, f"did not say {words!r}:\n{self.said()}"
            time.sleep(0.05)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send one signal and give the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


@contextlib.contextmanager
def stack(folder: Path, *arguments: str, **environment: str) -> Iterator[Stack]:
    running = Stack(folder, *arguments, **environment)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.terminate()
            running.process.wait(60)


def once(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of the stack that ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "civic.stack", *arguments],
        cwd=ROOT, env=clean_environment(CIVIC_LOCAL=str(folder), **environment),
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def processes_of(folder: Path) -> list[str]:
    """The command lines of living processes that belong to the stack of ``folder``.

    Known by their arguments, their environment or the folder they work in: servers overwrite the first two.
    """
    mark, found = str(folder).encode(), []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
            command = (entry / "cmdline").read_bytes()
            traces = (command, (entry / "environ").read_bytes(), os.fsencode((entry / "cwd").readlink()))
            if state != "Z" and any(mark in trace for trace in traces):
                found.append(command.replace(b"\0", b" ").decode(errors="replace"))
    return found


def page(port: int, path: str = "/healthz") -> int:
    """The status of a page of the running stack."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        status: int = answer.status
        return status


def nothing_left_of(folder: Path, seconds: float = 30) -> list[str]:
    """Wait until no process of the stack is left; gives those that stay."""
    limit = time.monotonic() + seconds
    while (left := processes_of(folder)) and time.monotonic() < limit:
        time.sleep(0.1)
    return left
