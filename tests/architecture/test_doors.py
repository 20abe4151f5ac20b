"""Doors open through the viewer: views and API never fetch a guarded model past ``visible_to``."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("civic", "proposals", "workshops", "budgeting")
STRAIGHT = {"get", "all", "filter", "exclude", "first", "last", "get_or_create"}


def guarded() -> set[str]:
    """Names of the models whose manager knows ``visible_to``."""
    return {m.__name__ for m in apps.get_models() if hasattr(m._default_manager, "visible_to")}


def doors() -> list[Path]:
    return [
        file
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        if file.stem == "views" or file.parent.name in ("views", "api")
    ]


def straight_fetches(source: str, models: set[str]) -> Iterator[str]:
    """Each ``Model.objects.get(…)`` and the like of a guarded model, as "line: text"."""
    for node in ast.walk(ast.parse(source)):
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in STRAIGHT
        ):
            continue
        manager = node.func.value
        if (
            isinstance(manager, ast.Attribute)
            and manager.attr == "objects"
            and isinstance(manager.value, ast.Name)
            and manager.value.id in models
        ):
            yield f"{node.lineno}: {ast.unparse(node)[:100]}"


def test_some_models_are_guarded() -> None:
    assert {"Proposal", "Workshop", "Cycle", "Project"} <= guarded()


def test_the_search_finds_a_straight_fetch() -> None:
    assert list(straight_fetches("Proposal.objects.get(pk=1)", {"Proposal"}))
    assert not list(straight_fetches("Proposal.objects.visible_to(user).get(pk=1)", {"Proposal"}))


@pytest.mark.parametrize("file", doors(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_view_fetches_past_the_viewer(file: Path) -> None:
    assert not list(straight_fetches(file.read_text(encoding="utf-8"), guarded()))
