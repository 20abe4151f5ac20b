"""What lies in the repository: the top level of the house, and nothing that belongs to one machine or one registry."""

import re
import subprocess

from tests.setup.helpers import ROOT, tracked_files

TOP_FOLDERS = {"civic", "proposals", "workshops", "budgeting", "templates", "tests"}  # the house
BESIDE = {"docs", "requirements", "deploy", "changelog.d", ".ci"}
HOSTS = [  # put together here so that this file does not hold them
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
        ("deb", "debian", "org"), ("archive", "ubuntu", "com"), ("proxy", "golang", "org"),
    )
]  # fmt: skip
PLACES = re.compile(
    "|".join(("/work" + "/main", "/work" + "/shared", r"/root\b/", r"/home/(?!user\b)[a-z]", r"C:\\Users"))
)
GENERATED = (".mo", ".pyc", ".sqlite3", ".log", ".orig", ".rej")
LARGEST = 1_000_000
LARGEST_FONT = 1_600_000  # a font with every Korean syllable, for documents (docs/decisions/0060)


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked_files():
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    assert len(found) > 100
    return found


def test_the_top_level_is_the_house() -> None:
    folders = {
        path.relative_to(ROOT).parts[0] for path in tracked_files() if len(path.relative_to(ROOT).parts) > 1
    }
    assert folders >= TOP_FOLDERS
    assert folders <= TOP_FOLDERS | BESIDE


def test_no_registry_host_is_named() -> None:
    assert [(name, host) for name, text in texts() for host in HOSTS if host in text] == []


def test_no_place_of_one_machine_is_named() -> None:
    assert [(name, match[0]) for name, text in texts() for match in PLACES.finditer(text)] == []


def test_nothing_generated_or_huge_is_kept() -> None:
    files = [
        path
        for path in tracked_files()
        if path.suffix in GENERATED
        or path.stat().st_size > (LARGEST_FONT if path.suffix == ".otf" else LARGEST)
    ]
    assert [str(path.relative_to(ROOT)) for path in files] == []


def test_what_running_makes_is_ignored_by_git() -> None:
    for name in (".local/run/env", ".venv/bin/python", "civic/locale/ko/LC_MESSAGES/django.mo", ".env"):
        assert (
            subprocess.run(["git", "check-ignore", "--quiet", name], cwd=ROOT, check=False).returncode == 0
        ), name


def test_continuous_integration_runs_what_everybody_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines[-1] == "exec make test"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
