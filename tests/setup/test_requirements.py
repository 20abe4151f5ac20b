"""The lock files: complete, hashed, in step with each other and with what they were compiled from."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup.helpers import ROOT

FOLDER = ROOT / "requirements"
NAMES = ("bootstrap", "run", "dev")
UV = Path(sys.executable).parent / "uv"
COMPILE = (
    "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
    "--no-emit-index-url",
)  # fmt: skip


def pins(name: str) -> dict[str, str]:
    """Package → the rest of its line (version and markers)."""
    found = {}
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        if match := re.match(r"^([A-Za-z0-9._-]+)==([^\\]+?)\s*\\?$", line):
            found[match[1]] = match[2]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text()
    blocks = re.split(
        r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    )
    assert pins(name)
    for block in filter(str.strip, blocks):
        assert re.match(r"^[A-Za-z0-9._-]+==", block), block
        assert "--hash=sha256:" in block, block


def test_development_holds_everything_of_running_in_the_same_versions() -> None:
    running, development = pins("run"), pins("dev")
    assert {name: development.get(name) for name in running} == running


@pytest.mark.parametrize("name", NAMES)
def test_the_lock_is_what_compiling_gives(name: str, tmp_path: Path) -> None:
    """Compiling anew, with the versions of the lock kept where they fit, changes nothing. Needs the registry."""
    shutil.copytree(FOLDER, tmp_path / "requirements")
    before = (tmp_path / "requirements" / f"{name}.txt").read_text()
    done = subprocess.run(
        [str(UV), *COMPILE, f"requirements/{name}.in", "-o", f"requirements/{name}.txt"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if done.returncode != 0 and not os.environ.get("CI"):
        pytest.skip(f"the package registry cannot be reached: {done.stderr.strip().splitlines()[-1:]}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "requirements" / f"{name}.txt").read_text() == before, "run `make lock`"


def test_every_direct_dependency_is_explained() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for name in ("run", "dev"):
        for line in (FOLDER / f"{name}.in").read_text().splitlines():
            if match := re.match(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", line):
                assert f"`{match[1]}`" in text, f"docs/dependencies.md does not say why {match[1]}"
