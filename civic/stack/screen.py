"""What the person sees: our own lines, and those of the children with their names in front."""

import contextlib
import os
import sys

COLOURS = {"web": "36", "worker": "35", "beat": "33", "civic": "32"}


def utf8_output() -> None:
    """Print Korean whatever the locale says; a terminal that cannot show a character gets a question mark."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)  # type: ignore[union-attr]


def _coloured() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def show(name: str, line: str) -> None:
    """One line, with the name of who says it. A terminal that went away is no reason to stop badly."""
    label = f"{name:>6} |"
    if _coloured():
        label = f"\033[{COLOURS.get(name, '37')}m{label}\033[0m"
    with contextlib.suppress(OSError, ValueError):  # ValueError: the stream is closed
        print(f"{label} {line}", flush=True)


def say(line: str) -> None:
    show("civic", line)
