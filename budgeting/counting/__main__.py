"""``python -m budgeting.counting``."""

import os
import sys

from budgeting.counting.cli import main

READER_GONE = 141  # as the shell says of a program that wrote to a closed pipe

if __name__ == "__main__":
    for stream in (
        sys.stdout,
        sys.stderr,
    ):  # names are in any script, and JSON is UTF-8 whatever the terminal says
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # "| head" has read enough; nothing may be written at the exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = READER_GONE
    sys.exit(code)
