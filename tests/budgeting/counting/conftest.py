"""Fixtures of the counting tests: invented elections, and the folder of real ones where it is there."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def real_data() -> Path:
    """Folder of real elections: ``$CIVIC_REAL_DATA/pabulib``, by default beside the project."""
    return Path(os.environ.get("CIVIC_REAL_DATA") or ROOT.parent / "shared" / "data") / "pabulib"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``real_file`` runs once for each real election; where there are none it skips, saying so."""
    if "real_file" not in metafunc.fixturenames:
        return
    files = sorted(real_data().glob("*.pb"))
    if files:
        metafunc.parametrize("real_file", files, ids=[path.stem[:48] for path in files])
    else:
        absent = pytest.mark.skip(reason=f"no real elections in {real_data()}")
        metafunc.parametrize("real_file", [pytest.param(Path(), marks=absent, id="absent")])
