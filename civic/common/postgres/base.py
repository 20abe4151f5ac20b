"""A kept connection is asked ``SELECT 1`` only when the server has said something in the meantime.

An idle PostgreSQL connection is silent. When the server ends, closes the connection or warns of it, the socket becomes
readable; only then is it worth a question. A network that went away without a word is noticed by neither: the question too
would wait for it. So a request saves a round trip, and a dead connection is still replaced before it is used.

The planner looks at few orders of joins (``docs/decisions/0215-few-orders-of-joins.md``), and the statements that are
asked for by the thousand are planned once for a connection (``docs/decisions/0255-planned-once.md``).
"""

import select
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper

ORDERS = "SET join_collapse_limit = 4"  # PostgreSQL's own is 8
"""Joins whose order PostgreSQL weighs together; beyond them it joins in the order in which Django writes them."""


class DatabaseWrapper(base.DatabaseWrapper):
    def init_connection_state(self) -> None:
        super().init_connection_state()
        with self.cursor() as cursor:
            cursor.execute(ORDERS)
        if not self.get_autocommit():
            self.connection.commit()  # else a rollback of what comes next would undo it

    def planned(self) -> CursorWrapper:
        """A cursor whose statements PostgreSQL plans once for this connection: for what is asked again and again.

        Their parameters go beside the text: one statement in a text, and a type (``%s::uuid``) where PostgreSQL cannot see
        it. Name the columns: a ``*`` that grows by a migration breaks the statement for those who have planned it.
        Where ``prepare_threshold`` is not set (a pooler that forgets) they are planned each time.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor = base.ServerBindingCursor(self.connection)  # type: ignore[call-arg]
            wrapped: CursorWrapper = self._prepare_cursor(cursor)  # type: ignore[attr-defined]
            return wrapped

    @contextmanager
    def one_trip(self) -> Iterator[None]:
        """What is executed inside goes to PostgreSQL together, and is waited for at the first ``fetch`` or at the end."""
        self.ensure_connection()
        with self.wrap_database_errors, self.connection.pipeline():
            yield

    def is_usable(self) -> bool:
        return self._is_silent() or super().is_usable()

    def _is_silent(self) -> bool:
        """Whether there is a connection, open as far as the client knows, with nothing to read on its socket."""
        if self.connection is None or self.connection.closed:
            return False
        watch = select.poll()
        watch.register(self.connection.fileno(), select.POLLIN | select.POLLPRI)
        return not watch.poll(0)
