"""Ctrl-C, TERM and HUP all mean "stop in order"; a second one means "stop now"."""

import signal
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Raised in the main thread by the first signal. Not an Exception: no `except Exception` may swallow it."""


class StopOrders:
    """Turns the first signal into StopRequested and remembers a later one as hurry."""

    def __init__(self) -> None:
        self._first_seen = False
        self._hurry = False

    def install(self) -> None:
        for number in STOPPING:
            signal.signal(number, self._receive)

    def _receive(self, _number: int, _frame: FrameType | None) -> None:
        if self._first_seen:
            self._hurry = True
            return
        self._first_seen = True
        raise StopRequested

    def no_more_exceptions(self) -> None:
        """From now on a signal only means hurry: the servers are being stopped already."""
        self._first_seen = True

    def hurry(self) -> bool:
        return self._hurry
