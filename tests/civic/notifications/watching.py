"""A mail backend that notes whether a transaction was open when it was asked to send."""

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

in_transaction: list[bool] = []


class WatchingBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Any) -> int:
        in_transaction.append(connection.in_atomic_block)
        return len(email_messages)
