"""A real mail server that keeps what it was given."""

import socket
from collections import Counter
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler


class Sink(MessageHandler):
    """Counts mails by Message-ID and recipient."""

    def __init__(self) -> None:
        super().__init__()
        self.got: Counter[tuple[str, str]] = Counter()
        self.last: Any = None

    def handle_message(self, message: Any) -> None:
        self.got[(message["Message-ID"], message["X-RcptTo"])] += 1
        self.last = message


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def started(sink: Sink) -> Controller:
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    return controller
