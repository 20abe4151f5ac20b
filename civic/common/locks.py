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


def _take(function: str, name: str) -> Any:
    _inside()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key(name)])
        return cursor.fetchone()[-1]


def _inside() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an advisory lock must be taken inside a transaction")


def sharing(*names: str, durable: bool = False) -> tuple[str, list[int]]:
    """The statement that holds the named locks together with others, one after the other, to the end of the transaction.

    Gives its text and its parameters: for whoever asks something in the same trip, as a statement of its own before the
    question, which then sees what stood when the locks were granted. ``durable``: whatever the server's settings, this
    transaction is on the disk before it is acknowledged.
    """
    _inside()
    asked = ["pg_advisory_xact_lock_shared(%s)"] * len(names)
    if durable:
        asked.insert(0, "set_config('synchronous_commit', 'on', true)")
    return f"SELECT {', '.join(asked) or 'NULL'}", [key(name) for name in names]


def share(name: str) -> None:
    """Hold the named lock together with others, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(*sharing(name))


def exclude(name: str) -> None:
    """Hold the named lock alone, to the end of the transaction; waits for those who share it."""
    _take("pg_advisory_xact_lock", name)


def attempt(name: str) -> bool:
    """Hold the named lock alone if nobody else holds it now; False, at once, where somebody does."""
    return bool(_take("pg_try_advisory_xact_lock", name))
