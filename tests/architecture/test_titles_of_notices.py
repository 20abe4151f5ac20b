"""A notice about a thing with an English title carries it: English readers are not sent a Korean one."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for app in ("budgeting", "proposals", "workshops")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "notify(" in path.read_text(encoding="utf-8")
]


def lacking(source: str) -> list[int]:
    """Lines of calls of ``notify`` that give the title or name of a row and not its English one."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "notify":
            given = {one.arg: ast.unparse(one.value) for one in node.keywords}
            if given.get("title", "").endswith((".title", ".name")) and "title_en" not in given:
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_title_has_its_english_beside_it(path: Path) -> None:
    assert lacking(path.read_text(encoding="utf-8")) == []


def test_the_check_sees_one_that_is_missing() -> None:
    assert lacking("notify('x', row, path='/', title=row.title)") == [1]
    assert lacking("notify('x', row, path='/', title=row.title, title_en=row.title_en)") == []
