"""What ``make test`` runs. A step is a command; its output is shown whole when the step is done, or live."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = Path(sys.executable).parent
TEST_SETTINGS = "civic.settings.test"


@dataclass(frozen=True)
class Step:
    """``live`` steps print as they go and run alone; the others run two at a time."""

    name: str
    command: tuple[str, ...]
    group: str
    live: bool = False


def _program(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(PROGRAMS / name), *arguments)


def _manage(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "manage.py", *arguments)


def _pytest(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "pytest", "-q", *arguments)


STEPS = (
    Step("ruff check", _program("ruff", "check", "."), "lint"),
    Step("ruff format", _program("ruff", "format", "--check", "."), "lint"),
    Step(
        "import contracts",
        _program("lint-imports", "--no-logo", "--cache-dir", ".local/cache/import-linter"),
        "lint",
    ),
    Step("templates", _program("djlint", "--lint", "--quiet", "templates"), "lint"),
    Step("types", _program("mypy"), "types"),
    Step("system check", _manage("check", "--fail-level", "WARNING"), "django"),
    Step("migrations", _manage("makemigrations", "--check", "--dry-run"), "django"),
    Step("catalogue", _manage("catalogue", "--check"), "django"),
    Step(
        "tests",
        _pytest(
            "-n",
            "2",
            "--dist",
            "worksteal",
            "-m",
            "not journey and not benchmark and not prove",
            "--durations=15",
        ),
        "pytest",
        live=True,
    ),
    Step(
        "journeys",
        _pytest("-n", "2", "--dist", "worksteal", "-m", "journey and not prove", "--durations=10"),
        "pytest",
        live=True,
    ),
    Step("proofs", _pytest("-s", "-m", "prove", "--durations=0"), "prove", live=True),
)
EVERYDAY = ("lint", "types", "django", "pytest")  # the long proofs run when they are asked for: `make prove`


def environment() -> dict[str, str]:
    """The environment of every step: the settings of the tests, whatever the developer's shell says."""
    return (
        os.environ
        | {
            "DJANGO_SETTINGS_MODULE": TEST_SETTINGS,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "",  # set by many images: then each of the programs that tests start compiles all anew
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}",
        }
    )
