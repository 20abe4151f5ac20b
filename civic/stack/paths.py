"""Where the local stack keeps what it makes: everything under one git-ignored folder."""

import os
import shutil
from pathlib import Path

from civic.stack.errors import Trouble

ROOT = Path(__file__).resolve().parent.parent.parent


def local_folder() -> Path:
    """The folder of all state: ``CIVIC_LOCAL`` if set (the tests set it), else ``.local`` in the project."""
    given = os.environ.get("CIVIC_LOCAL")
    return Path(given).resolve() if given else ROOT / ".local"


def make_folder(path: Path) -> Path:
    """Make a folder that only its owner may enter, and prove that it can be written.

    Raises Trouble when the disk says no.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o755)
        probe = path / ".writable"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise Trouble(
            f"Civic cannot write to {path} ({error.strerror}). Free some space or make the folder writable for "
            "your user, then try again."
        ) from error
    return path


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read; it never exists with wider permissions, not even for a moment."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    temporary.replace(path)


def remove_contents(folder: Path, *, keep: frozenset[str]) -> list[str]:
    """Delete what lies in ``folder`` except the names in ``keep``; gives the deleted names, sorted."""
    gone = []
    for entry in sorted(folder.iterdir() if folder.is_dir() else []):
        if entry.name in keep:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
        gone.append(entry.name)
    return gone
