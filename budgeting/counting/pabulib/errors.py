"""What a bad file is refused with."""

from budgeting.counting.errors import CountingError


class PabulibError(CountingError):
    """A file that cannot be counted: the line (from 1; None where the whole file is meant) and what is wrong."""

    def __init__(self, line: int | None, what: str) -> None:
        super().__init__(what if line is None else f"line {line}: {what}")
        self.line = line
        self.what = what
