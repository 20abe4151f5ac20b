"""Empty tables after a test with real transactions: in hundredths of a second, where Django's own way takes one.

Looking into two hundred tables costs milliseconds; TRUNCATE makes every file of every one of them anew, and after it Django
fills in the names of models and rights again, with some hundred statements.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

#: What every migrated database holds: the names of models and rights. They stay, and need not be filled in again.
KEPT = {"django_content_type", "auth_permission"}

EMPTY = """
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOREACH name IN ARRAY ARRAY[%s]::text[] LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %%I)', name) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM %%I', name); END IF;
    END LOOP;
END $$;
"""


@pytest.fixture(scope="session", autouse=True)
def emptying_tables_between_tests_is_quick_and_passes_the_guards() -> Iterator[None]:
    """Only tables with rows are emptied, with DELETE.

    The append-only tables refuse it, rightly: only this emptying runs with triggers asleep (a superuser's right), those
    of foreign keys too; the tests themselves meet every trigger.
    """
    plain_sql, plain_execution = DatabaseOperations.sql_flush, DatabaseOperations.execute_sql_flush

    def sql_flush(self: DatabaseOperations, style: Any, tables: Any, **options: Any) -> Any:
        if options.get("reset_sequences") or not tables:
            return plain_sql(self, style, tables, **options)
        return [EMPTY % ", ".join(f"'{name}'" for name in tables if name not in KEPT)]

    def execute(self: DatabaseOperations, sql_list: list[str]) -> Any:
        asleep, awake = "SET session_replication_role = replica;", "RESET session_replication_role;"
        return plain_execution(self, [asleep, *sql_list, awake])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patched.setattr(DatabaseOperations, "execute_sql_flush", execute)
        patched.setattr("django.core.management.commands.flush.emit_post_migrate_signal", _nothing)
        yield


def _nothing(*_args: Any, **_options: Any) -> None:
    """Instead of the signal after a migration: what it would fill in was kept."""
