"""A first migration makes the same as Django does step by step."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.compiler import Trigger, UpsertTriggerSql
from pgtrigger.migrations import AddTrigger

from civic.common.migrating import FirstMigration

KEY = models.BigAutoField(primary_key=True)
POSITIVE = models.CheckConstraint(condition=models.Q(size__gt=0), name="positive")
NAMED = models.CheckConstraint(condition=~models.Q(name=""), name="named")
STAYS = Trigger(
    name="stays",
    sql=UpsertTriggerSql(
        func="RAISE EXCEPTION 'it stays' USING ERRCODE = '23000';",
        hash="1",
        operation="DELETE",
        pgid="pgtrigger_stays",
        table="beds_tree",
        when="BEFORE",
    ),
)


def steps() -> list[Any]:
    """Two models, the first of which comes to know the second one, two constraints and a trigger."""
    return [
        migrations.CreateModel("Garden", [("id", KEY), ("name", models.CharField(max_length=20))]),
        migrations.CreateModel(
            "Tree", [("id", KEY), ("size", models.IntegerField()), ("garden", models.ForeignKey("beds.Garden", models.CASCADE))]
        ),
        migrations.AddField("Garden", "oldest", models.ForeignKey("beds.Tree", models.SET_NULL, null=True, related_name="+")),
        migrations.AddConstraint("Tree", POSITIVE),
        migrations.AddConstraint("Garden", NAMED),
        AddTrigger("tree", STAYS),
    ]  # fmt: skip


def applied(kind: type[migrations.Migration]) -> ProjectState:
    migration = kind("0001_initial", "beds")
    migration.operations = steps()
    with connection.schema_editor() as editor:
        return migration.apply(ProjectState(), editor)


@pytest.mark.django_db
def test_what_it_makes_is_what_the_steps_say() -> None:
    state = applied(FirstMigration)
    garden, tree = (state.apps.get_model("beds", name) for name in ("Garden", "Tree"))
    there = garden.objects.create(name="앞뜰")
    garden.objects.update(oldest=tree.objects.create(size=3, garden=there))
    assert garden.objects.get().oldest.size == 3
    for wrong in (
        lambda: tree.objects.create(size=0, garden=there),
        lambda: garden.objects.create(name=""),
        lambda: tree.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


@pytest.mark.django_db
def test_the_state_after_it_is_djangos() -> None:
    with transaction.atomic():
        plain = applied(migrations.Migration)
        transaction.set_rollback(True)
    assert applied(FirstMigration).models == plain.models


@pytest.mark.django_db
def test_two_models_are_drawn_once_and_not_after_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = ModelState.render
    monkeypatch.setattr(
        ModelState, "render", lambda self, apps: (drawn.append(self.name), draw(self, apps))[1]
    )
    migration = FirstMigration("0001_initial", "beds")
    migration.operations = steps()[:2]
    with connection.schema_editor() as editor:
        migration.apply(ProjectState(), editor)
    assert sorted(drawn) == ["Garden", "Tree"]


@pytest.mark.django_db
def test_constraints_and_triggers_draw_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = ModelState.render
    monkeypatch.setattr(
        ModelState, "render", lambda self, apps: (drawn.append(self.name), draw(self, apps))[1]
    )
    migration = FirstMigration("0001_initial", "beds")
    migration.operations = [one for one in steps() if not isinstance(one, migrations.AddField)]
    with connection.schema_editor() as editor:
        migration.apply(ProjectState(), editor)
    assert sorted(drawn) == ["Garden", "Tree"]
