"""Starting a child that cannot outlive us, and stopping it."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
_libc = (
    ctypes.CDLL(None) if sys.platform == "linux" else None
)  # loaded here: nothing may be loaded after a fork


@dataclass(frozen=True)
class Identity:
    """As whom a program runs: ``prefix`` is put before its command, ``uid`` is switched to; both may be empty."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None


AS_WE_ARE = Identity()


@dataclass
class Child:
    """A running program, in a process group of its own so that a Ctrl-C of the terminal reaches only us."""

    name: str
    popen: subprocess.Popen[bytes]
    stop_signal: signal.Signals
    patience: float  # seconds to stop by itself before it is killed

    @property
    def running(self) -> bool:
        return self.popen.poll() is None

    def ask_to_stop(self) -> None:
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                self.popen.send_signal(self.stop_signal)

    def kill_group(self) -> None:
        """End the whole group at once: the program, and helpers that it left behind."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()

    def stop(self) -> None:
        """Ask, wait, then make sure."""
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.popen.wait(self.patience)
        self.kill_group()


def dies_with_us(stop_signal: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec: ask the kernel for ``stop_signal`` when its parent dies.

    The parent may be gone before the kernel is asked; then nobody would ever send it, so the child ends itself.
    """
    parent = os.getpid()

    def prepare() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    output: IO[Any] | int,
    stop_signal: signal.Signals = signal.SIGTERM,
    patience: float = 10.0,
    identity: Identity = AS_WE_ARE,
    stdin: int = subprocess.DEVNULL,
    cwd: Path | None = None,
) -> Child:
    """Start ``command`` with its output (both streams) going to ``output``."""
    switch: dict[str, Any] = {}
    if identity.uid is not None:
        switch = {"user": identity.uid, "group": identity.uid, "extra_groups": []}
    popen = subprocess.Popen(
        [*identity.prefix, *map(str, command)],
        env=dict(env) if env is not None else None,
        stdin=stdin,
        stdout=output,
        stderr=subprocess.STDOUT,
        process_group=0,
        preexec_fn=dies_with_us(stop_signal),  # noqa: PLW1509  we start children from the main thread only
        cwd=cwd,
        **switch,
    )
    return Child(name, popen, stop_signal, patience)


def stop_all(children: Sequence[Child], *, hurry: Callable[[], bool] = lambda: False) -> None:
    """Stop in reverse order of starting, each one before the next; ``hurry`` (a second Ctrl-C) cuts the waits short."""
    for child in reversed(children):
        child.ask_to_stop()
        limit = time.monotonic() + child.patience
        while child.running and time.monotonic() < limit and not hurry():
            time.sleep(0.02)
        child.kill_group()
