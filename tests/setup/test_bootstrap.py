"""The bootstrap on machines that lack something: one sentence each, a non-zero exit, no traceback."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from civic import bootstrap
from tests.setup.helpers import ROOT, clean_environment

SCRIPT = ROOT / "civic" / "bootstrap.py"


def run(
    before: str, venv: Path, *, path: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the script as ``python3 civic/bootstrap.py run`` would, after the statements ``before`` changed the machine."""
    code = f"import sys, runpy; sys.argv = [{str(SCRIPT)!r}, 'run']; {before}; runpy.run_path(sys.argv[0], run_name='__main__')"
    changes = {"CIVIC_VENV": str(venv), **({"PATH": path} if path is not None else {}), **environment}
    return subprocess.run(
        [sys.executable, "-c", code], env=clean_environment(**changes), cwd=ROOT,
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_too_old_python_is_told_what_to_install(tmp_path: Path) -> None:
    done = run("sys.version_info = (3, 9, 2)", tmp_path / "venv", path=str(tmp_path))
    assert_one_sentence(done, "needs Python 3.11 or newer", "this is Python 3.9", "make run PYTHON=")
    assert not (tmp_path / "venv").exists()


def test_a_too_old_python_hands_over_to_a_newer_one_on_the_machine(tmp_path: Path) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text('#!/bin/sh\necho started again with "$@"\n')
    newer.chmod(0o755)
    done = run("sys.version_info = (3, 9, 2)", tmp_path / "venv", path=str(tmp_path))
    assert done.stdout.strip() == f"started again with {SCRIPT} run"


def test_a_missing_venv_module_is_told_by_the_name_of_its_package(tmp_path: Path) -> None:
    done = run("sys.modules['ensurepip'] = None", tmp_path / "venv")
    assert_one_sentence(done, "apt-get install python3-venv")


def test_a_folder_that_is_no_environment_is_not_deleted(tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    venv.mkdir()
    (venv / "thesis.txt").write_text("years of work")
    assert_one_sentence(run("pass", venv), "is no virtual environment")
    assert (venv / "thesis.txt").exists()


def test_a_folder_that_cannot_be_written_is_said() -> None:
    assert_one_sentence(
        run("pass", Path("/proc/civic-cannot-be-here/venv")), "cannot write to /proc/civic-cannot-be-here"
    )


def test_a_registry_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    nowhere = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": "",
        "UV_OFFLINE": "1",
        "UV_CACHE_DIR": str(tmp_path / "cache"),
    }
    done = run("pass", tmp_path / "venv", **nowhere, PIP_CONFIG_FILE=os.devnull)
    assert done.returncode == 1
    assert "Installing the requirements failed; the reason is above. Look at the network" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "venv" / "civic-stamp.json").exists(), "a failed installation leaves no stamp"


def test_the_second_start_does_nothing(tmp_path: Path) -> None:
    """A stamp with the present hashes and a Python that works: no pip, no uv, not a word."""
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    stamp = {"folder": str(tmp_path / "venv"), "installed": {"run": bootstrap.lock_hash("run")}}
    (tmp_path / "venv" / "civic-stamp.json").write_text(json.dumps(stamp))
    done = run("pass", tmp_path / "venv", PIP_NO_INDEX="1", UV_OFFLINE="1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_changed_lock_a_moved_folder_or_a_torn_stamp_means_installing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIVIC_VENV", str(tmp_path))
    assert bootstrap.read_stamp() == {}
    bootstrap.write_stamp({"run": "hash of yesterday"})
    assert bootstrap.read_stamp() == {"run": "hash of yesterday"}
    assert bootstrap.read_stamp()["run"] != bootstrap.lock_hash("run")
    bootstrap.stamp_file().write_text('{"folder": "/elsewhere", "installed": {"run": "x"}}')
    assert bootstrap.read_stamp() == {}
    bootstrap.stamp_file().write_text('{"folder": ')
    assert bootstrap.read_stamp() == {}


def test_an_unknown_kind_is_refused() -> None:
    assert bootstrap.main(["everything"]) == 2


@pytest.mark.parametrize("target", ["run", "test"])
def test_make_says_when_python_is_missing(target: str) -> None:
    done = subprocess.run(
        ["make", target, "PYTHON=python3-that-is-not-there"],
        cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "Python is missing. Install Python 3.11 or newer" in done.stderr
