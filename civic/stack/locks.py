"""Who is running in this folder: advisory locks that vanish with the process that holds them."""

import fcntl
import json
import os
from pathlib import Path
from typing import Any


class Held:
    """A lock held by this process until ``release`` or its end."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def describe(self, **facts: Any) -> None:
        """Leave facts (process id, address) for others who meet the lock."""
        text = json.dumps({"pid": os.getpid(), **facts}).encode()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text, 0)

    def release(self) -> None:
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def take(path: Path) -> Held | None:
    """Take the lock at ``path``; None when another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    held = Held(descriptor)
    held.describe()
    return held


def holder(path: Path) -> dict[str, Any] | None:
    """The facts left by the process that holds the lock now; None when nobody does."""
    if not path.exists():
        return None
    held = take(path)
    if held is not None:
        held.release()
        return None
    try:
        facts: dict[str, Any] = json.loads(path.read_text() or "{}")
    except ValueError:
        facts = {}
    return facts
