"""No module needs, over whatever way, one that needs it: read off the imports at the top and inside functions alike.

import-linter holds the layers between apps; inside an app, and for imports that wait inside a function, it says nothing.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
HOUSES = ("civic", "proposals", "workshops", "budgeting")


def named(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    files = [file for house in HOUSES for file in (ROOT / house).rglob("*.py")]
    return {named(file): file for file in files if "migrations" not in file.parts}


def run(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker reads."""
    yield node
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    for below in ast.iter_child_nodes(node):
        yield from run(below)


def needs(source: str, known: Mapping[str, object]) -> set[str]:
    """The modules of ours that this one imports, wherever; `import_module` of a name that stands there too."""
    found: set[str] = set()
    for node in run(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{one.name}" for one in node.names}
            found |= (inner & set(known)) or {node.module}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= {
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    return found & set(known)


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """One way that comes back to where it began; empty where there is none."""
    try:
        TopologicalSorter({one: below - {one} for one, below in graph.items()}).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def test_a_circle_is_found_wherever_the_import_stands() -> None:
    known = {"a": 1, "b": 1}
    back = {
        "top": "from b import x",
        "function": "def f():\n    import b",
        "by name": 'importlib.import_module("b")',
    }
    for where, source in back.items():
        assert circle({"a": needs(source, known), "b": {"a"}}), where
    types_only = "if TYPE_CHECKING:\n    import b"
    assert circle({"a": needs(types_only, known), "b": {"a"}}) == []


def test_no_imports_run_in_a_circle() -> None:
    graph = {name: needs(file.read_text(encoding="utf-8"), modules()) for name, file in modules().items()}
    assert sum(map(len, graph.values())) > len(graph)
    assert circle(graph) == []
