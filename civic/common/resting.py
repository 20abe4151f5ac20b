"""A server that has just not answered is left alone for a few seconds (docs/decisions/0285)."""

import time


class Rest:
    """Begun by whoever got no answer; until it is over nobody else of this process waits for the same server."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.until = 0.0

    def begin(self) -> None:
        self.until = time.monotonic() + self.seconds

    def end(self) -> None:
        self.until = 0.0

    @property
    def lasts(self) -> bool:
        return time.monotonic() < self.until


#: Of Redis: of the cache as far as it only spares work, and of the broker.
of_redis = Rest(seconds=5)
