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


class FirstMigration(Migration):
    """The tables of an app, with their constraints and triggers; see docs/decisions/0205.

    The steps are Django's, in the order in which they stand. A run of new models (or fields, constraints, triggers) changes the
    state as a whole, what is new is drawn, and then each step does its work in the database. New models are drawn beside
    those that stand, which come to know them; constraints and triggers need of the drawn models their names only.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        if collect_sql or not schema_editor.atomic_migration:  # `sqlmigrate` prints step by step
            return super().apply(project_state, schema_editor, collect_sql)
        for _together, run in groupby(self.operations, key=_kind):
            steps = list(run)
            before = project_state.clone()
            self._change(project_state, steps)
            for step in steps:
                step.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state

    def _change(self, state: ProjectState, steps: list[Operation]) -> None:
        """Change the state by all steps, and draw what they make necessary: otherwise all, once, by the first who asks."""
        drawn = state.__dict__.pop("apps", None) if isinstance(steps[0], NEW) else None
        for step in steps:
            step.state_forwards(self.app_label, state)
        if drawn is None or isinstance(steps[0], AddField):
            return
        made = [
            state.models[self.app_label, step.name_lower] for step in steps if isinstance(step, CreateModel)
        ]
        drawn.render_multiple(made)
        state.__dict__["apps"] = drawn


def _kind(step: Operation) -> Any:
    """Steps that may go together are of one kind; every other one is alone."""
    return type(step) if isinstance(step, NEW) else id(step)
