"""Advisory locks of PostgreSQL, held to the end of the transaction.

A *shared* lock is taken by everybody who acts while something is open; the *exclusive* one by whoever closes it: the
closer waits for those who are acting, and nobody acts after the close. (A comparison of clocks cannot do that.)
"""

from hashlib import sha256
from typing import Any

from django.db import connection, transaction


def key(name: str) -> int:
    """A signed 64-bit key for a lock's name."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)


def _take(function: str, name: str, first: str = "") -> Any:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an advisory lock must be taken inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {first}{function}(%s)", [key(name)])
        return cursor.fetchone()[-1]


def share(name: str, *, durable: bool = False) -> None:
    """Hold the named lock together with others, to the end of the transaction.

    ``durable``: whatever the server's settings, this transaction is on the disk before it is acknowledged.
    """
    first = "set_config('synchronous_commit', 'on', true), " if durable else ""
    _take("pg_advisory_xact_lock_shared", name, first)


def exclude(name: str) -> None:
    """Hold the named lock alone, to the end of the transaction; waits for those who share it."""
    _take("pg_advisory_xact_lock", name)


def attempt(name: str) -> bool:
    """Hold the named lock alone if nobody else holds it now; False, at once, where somebody does."""
    return bool(_take("pg_try_advisory_xact_lock", name))
