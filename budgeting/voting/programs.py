"""The programs with which outsiders check a vote: shipped as files, downloadable, named with their fingerprints.

They import nothing of the project and nothing beside Python's standard library (trustee.py: PyNaCl, for the sealed boxes),
so that whoever reads them needs to read nothing else.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "independent"


@dataclass(frozen=True)
class Program:
    """One file."""

    path: Path
    sha256: str

    @property
    def name(self) -> str:
        return self.path.name


@cache
def all_of_them() -> tuple[Program, ...]:
    """Every program, by name; read once, as the code that runs is."""
    return tuple(Program(path, sha256(path.read_bytes()).hexdigest()) for path in sorted(FOLDER.glob("*.py")))


def named(name: str) -> Program | None:
    """The program of this name."""
    return next((one for one in all_of_them() if one.name == name), None)
