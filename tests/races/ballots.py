"""Threads with connections of their own, held together at a barrier: how the races of voting are run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(
    acts: list[Callable[[], Any]], start: Callable[[], None] | None = None, *, patience: float = 120
) -> list[Any]:
    """Run every act in a thread of its own, all from the same moment; gives results or the exceptions raised.

    ``start`` is done by one of them when all are connected and waiting.
    """
    results: list[Any] = [None] * len(acts)
    barrier = Barrier(len(acts), start)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            results[place] = act()
        except Exception as error:  # noqa: BLE001  the outcome is looked at by the test
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    return results


@contextmanager
def without(table: str, constraint: str) -> Iterator[None]:
    """The database without one constraint: the control of a race test. It is put back afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [constraint])
        definition = cursor.fetchone()[0]
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute("RESET session_replication_role")
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{constraint}" {definition}')
