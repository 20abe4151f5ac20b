"""A first migration that draws its models once, where Django draws every related model anew after each step."""

from itertools import groupby
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, CreateModel, Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

#: Steps that make something new and read of the state only what is to be: a run of one kind may see the state after all of them.
NEW = (CreateModel, AddField, AddConstraint, AddTrigger)
#: Steps that need of the drawn models their names only: what is drawn already serves, as it is.
BESIDE = (AddConstraint, AddTrigger)


class FirstMigration(Migration):
    """The tables of an app, with their constraints and triggers; see docs/decisions/0205.

    The steps are Django's, in the order in which they stand. A run of new models (or constraints, or triggers) changes the
    state as a whole, the models are drawn, and then each step does its work in the database.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        if collect_sql or not schema_editor.atomic_migration:  # `sqlmigrate` prints step by step
            return super().apply(project_state, schema_editor, collect_sql)
        for _together, run in groupby(self.operations, key=_kind):
            steps = list(run)
            before = project_state.clone()
            beside = isinstance(steps[0], BESIDE)
            drawn = project_state.__dict__.pop("apps", None) if beside or len(steps) > 1 else None
            for step in steps:
                step.state_forwards(self.app_label, project_state)
            if beside and drawn is not None:
                project_state.__dict__["apps"] = drawn  # else drawn again, once, by the first who asks
            for step in steps:
                step.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


def _kind(step: Operation) -> Any:
    """Steps that may go together are of one kind; every other one is alone."""
    return type(step) if isinstance(step, NEW) else id(step)
