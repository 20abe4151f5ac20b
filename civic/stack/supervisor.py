"""Watching running children: passes their lines on, notices the first one that ends."""

import os
import selectors
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from civic.stack.process import Child, start
from civic.stack.screen import show


class Supervisor:
    """The children with output on our screen. One thread: a loop over their pipes."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self._pipes = selectors.DefaultSelector()
        self._unfinished: dict[str, bytes] = {}

    def start(
        self, name: str, command: Sequence[str | Path], *, env: Mapping[str, str], patience: float
    ) -> Child:
        child = start(name, command, env=env, output=subprocess.PIPE, patience=patience)
        assert child.popen.stdout is not None  # noqa: S101  asked for above
        os.set_blocking(child.popen.stdout.fileno(), False)
        self._pipes.register(child.popen.stdout, selectors.EVENT_READ, name)
        self.children.append(child)
        return child

    def watch(
        self, *, others: Sequence[Child], until: Callable[[], bool], check_every: float = 0.1
    ) -> Child | None:
        """Pass lines on until ``until()`` says so (gives None) or a child, ours or of ``others``, ends (gives it)."""
        next_check = 0.0
        while True:
            self.pass_on_lines(timeout=check_every)
            if time.monotonic() < next_check:
                continue
            next_check = time.monotonic() + check_every
            for child in [*others, *self.children]:
                if not child.running:
                    self.pass_on_lines(timeout=0)
                    return child
            if until():
                return None

    def pass_on_lines(self, *, timeout: float) -> None:
        for key, _ in self._pipes.select(timeout):
            self._read(key)

    def _read(self, key: selectors.SelectorKey) -> None:
        name: str = key.data
        try:
            data = os.read(key.fd, 65536)
        except BlockingIOError:
            return
        if not data:
            self._pipes.unregister(key.fileobj)
            return
        *lines, rest = (self._unfinished.pop(name, b"") + data).split(b"\n")
        self._unfinished[name] = rest
        for line in lines:
            show(name, line.decode(errors="replace").rstrip("\r"))
