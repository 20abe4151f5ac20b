"""Calling a worker by the name of a task."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.module_loading import module_has_submodule

from civic import celery_app
from civic.common.waking import wake

ROOT = Path(__file__).resolve().parents[3]


def called() -> set[str]:
    """Every name that the code hands to `wake`, or to a partial of it."""
    found = set()
    for folder in ("civic", "proposals", "workshops", "budgeting"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if "wake" not in text:  # nine of ten; parsing them all takes ten seconds
                continue
            for node in ast.walk(ast.parse(text)):
                if not isinstance(node, ast.Call):
                    continue
                words = [node.func, *node.args]
                place = next(
                    (n for n, one in enumerate(words) if isinstance(one, ast.Name) and one.id == "wake"), None
                )
                if place is not None:
                    name = words[place + 1]
                    assert isinstance(name, ast.Constant), f"{path}: the name of the task stands in the call"
                    found.add(str(name.value))
    return found


def test_every_name_is_that_of_a_task() -> None:
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "tasks"):
            import_module(f"{app.name}.tasks")
    names = called()
    assert "proposals.tasks.fold_supports" in names
    assert names <= set(celery_app.tasks)


@pytest.mark.usefixtures("no_broker")
def test_a_broker_that_is_away_is_no_fault_of_the_caller(caplog: pytest.LogCaptureFixture) -> None:
    assert not wake("civic.notifications.tasks.sweep")
    assert "waits for its sweep" in caplog.text
