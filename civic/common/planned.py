"""Statements that are asked by the thousand: planned once for a connection, several in one trip (``civic.common.postgres``)."""

from contextlib import AbstractContextManager
from typing import cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper

from civic.common.postgres.base import DatabaseWrapper


def planned() -> CursorWrapper:
    """A cursor whose statements PostgreSQL plans once for this connection (``DatabaseWrapper.planned``)."""
    return _ours().planned()


def one_trip() -> AbstractContextManager[None]:
    """What is executed inside goes to PostgreSQL together, and is waited for at the first ``fetch`` or at the end."""
    return _ours().one_trip()


def _ours() -> DatabaseWrapper:
    return cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])
