"""Who calls a downloaded program wrongly is told so; neither a traceback nor an alarm, and no exit code of a finding."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from budgeting.voting.programs import named


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(named(program).path), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("nothing.zip",), ("a.zip", "b.zip")])
def test_a_recount_of_nothing_shows_how_it_is_called(arguments: tuple[str, ...]) -> None:
    done = run("recount.py", *arguments)
    assert (done.returncode, done.stderr) == (3, "")
    assert "python3 recount.py package.zip" in done.stdout


def test_a_package_that_cannot_be_read_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04 half a file")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    with zipfile.ZipFile(tmp_path / "nonsense.zip", "w") as package:
        for name in ("rules.json", "result.json", "roll_totals.json", "log.jsonl", "sths.jsonl", "pub.pem"):
            package.writestr(name, "[]")
    for name in ("damaged.zip", "empty.zip", "nonsense.zip"):
        done = run("recount.py", tmp_path / name)
        assert (done.returncode, done.stderr) == (1, ""), name
        assert "CANNOT BE READ AS A PACKAGE" in done.stdout, name


def test_a_witness_without_heads_is_told_and_sounds_no_alarm(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    done = run("witness.py", "check", tmp_path / "package", tmp_path)
    assert (done.returncode, "!!!" in done.stdout) == (2, False)
    assert str(tmp_path / "package" / "log.jsonl") in done.stdout
    for name in ("log.jsonl", "pub.pem"):
        (tmp_path / "package" / name).touch()
    done = run("witness.py", "check", tmp_path / "package", tmp_path)
    assert (done.returncode, "!!!" in done.stdout) == (2, False)
    assert str(tmp_path / "heads.jsonl") in done.stdout


def test_a_command_that_the_witness_does_not_know_shows_how_it_is_called(tmp_path: Path) -> None:
    done = run("witness.py", "look", "https://city.example/", tmp_path)
    assert (done.returncode, "!!!" in done.stdout) == (2, False)
    assert "witness.py watch" in done.stdout
