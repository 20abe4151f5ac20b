"""What is shipped for a real installation, as far as it can be proved without systemd and a container engine."""

import ast
import configparser
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import yaml
from django.core.management import call_command, get_commands
from pytest_django.fixtures import Settings

from civic.stack.postgres import pg_bindir
from tests.setup.helpers import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
ONLY_IN_TESTS = {"CIVIC_TEST_EMAIL_BACKEND"}
PROVIDERS = ("KAKAO", "NAVER")


def read_by_settings() -> set[str]:
    """Every name that civic/settings asks the environment for, from the syntax tree."""
    names = set()
    for path in (ROOT / "civic" / "settings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "env"):
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant):
                names.add(str(first.value))
            elif isinstance(first, ast.JoinedStr):  # f"{name.upper()}_CLIENT_ID", for each provider
                ending = "".join(str(part.value) for part in first.values if isinstance(part, ast.Constant))
                names |= {provider + ending for provider in PROVIDERS}
    assert len(names) > 20
    return names - ONLY_IN_TESTS


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    assert len({name for name, _, _ in pairs}) == len(pairs), "a name stands twice"
    return {name: value.strip('"') for name, _, value in pairs}


def test_the_example_names_exactly_what_the_settings_read() -> None:
    assert set(example()) == read_by_settings()


def test_the_operations_page_explains_every_setting() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    section = text.split("## 3. Settings")[1].split("\n## ")[0]
    assert set(re.findall(r"`([A-Z][A-Z_]{3,})`", section)) - {"NAME_FILE"} == read_by_settings()


def test_the_example_when_filled_in_starts_the_production_settings(tmp_path: Path) -> None:
    filled = example() | {
        "SECRET_KEY": "s" * 60,
        "CIVIC_IDENTITY_PEPPER": "p" * 40,
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "REDIS_URL": os.environ["REDIS_URL"],
        "DJANGO_SETTINGS_MODULE": "civic.settings.prod",
        "DEFAULT_FROM_EMAIL": "Civic <noreply@city.example>",
    }
    for name in ("CIVIC_MEDIA_ROOT", "CIVIC_STATIC_ROOT", "CIVIC_KEY_DIR"):
        filled[name] = str(tmp_path / name)
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **filled},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    del filled["SECRET_KEY"]
    refused = subprocess.run(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **filled},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode != 0
    assert "SECRET_KEY" in refused.stderr


def test_a_shell_reads_the_example_as_systemd_does() -> None:
    """The operations page lets the shell read it before migrations."""
    said = "import json, os; print(json.dumps(dict(os.environ)))"
    done = subprocess.run(
        ["/bin/sh", "-ec", f"set -a; . ./.env.example; exec {sys.executable} -c '{said}'"],
        cwd=ROOT, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert {name: read[name] for name in example()} == example()


def test_every_command_that_a_document_names_is_there() -> None:
    texts = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "explanation").glob("*.md"), *ROOT.glob("*.md")]
    prose = {"finds"}  # "manage.py finds them"
    named = {
        name
        for path in texts
        for name in re.findall(r"manage\.py ([a-z_]+)", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert named <= set(get_commands()) | prose


def test_every_folder_that_a_unit_writes_is_made_by_the_operations_page() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    made = set(
        re.findall(
            r"/var/[\w/]+", "\n".join(re.findall(r"^    (?:install -d|adduser) .*$", text, re.MULTILINE))
        )
    )
    for unit in UNITS:
        for folder in re.findall(r"^ReadWritePaths=(.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE):
            assert folder in made, f"{unit.name}: without {folder} systemd does not start it"


def test_containers_are_told_what_is_missing_before_anything_is_migrated() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert re.search(
        r"check --deploy --fail-level ERROR && .*migrate", str(compose["services"]["migrate"]["command"])
    )


def test_compose_names_only_what_exists() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    assert set(services) == {"postgres", "valkey", "migrate", "web", "worker", "beat"}
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        mounted = {volume.split(":")[0] for volume in service.get("volumes", [])}
        assert mounted <= set(compose["volumes"]), name
    assert "ports" not in services["postgres"], "the database is not for the world"
    assert "ports" not in services["valkey"], "the broker is not for the world"
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"], "the proxy speaks to the world"
    assert "replicas" not in str(services["beat"]), "exactly one beat"


def test_the_image_is_built_from_the_locks_and_runs_as_an_ordinary_user() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes -r requirements/run.txt" in lines
    last_stage = lines.split("\nFROM ")[-1]
    assert re.search(r"^USER civic$", last_stage, re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".git", ".local", ".env"} <= set(ignored), "secrets and data stay out of the image"


def test_the_steps_of_the_image_run_without_any_server(tmp_path: Path) -> None:
    """The Dockerfile's own last build step, taken from the file, with its made-up environment and nothing else."""
    step = re.search(
        r"^RUN (SECRET_KEY=build.*?)\n\n", (ROOT / "Dockerfile").read_text(), re.MULTILINE | re.DOTALL
    )
    assert step
    program = step[1].replace("/opt/civic/bin/python", sys.executable).replace("/srv/static", str(tmp_path))
    program = program.replace("--no-input", "--no-input --no-post-process")  # compressing takes a minute
    done = subprocess.run(
        ["sh", "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "civic").rglob("*.css"))


def test_every_file_that_a_stylesheet_names_exists(tmp_path: Path, settings: Settings) -> None:
    """Production gives every static file a name with its hash, and stops at a reference to nothing."""
    settings.STATIC_ROOT = str(tmp_path)
    hashing = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": hashing}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_units_are_whole_and_hardened(unit: Path) -> None:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  systemd's names are case sensitive
    parser.read(unit)
    service = parser["Service"]
    assert service["User"] == "civic"
    assert service["EnvironmentFile"] == "/etc/civic/civic.env"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    program = service["ExecStart"].split()[0]
    inside = program.removeprefix("/srv/civic/")
    if inside.startswith(".venv/"):
        assert (Path(sys.executable).parent / Path(inside).name).exists(), inside
    else:
        assert os.access(ROOT / inside, os.X_OK), inside


def test_units_are_accepted_by_systemd_where_it_is_installed() -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze on this machine")
    for unit in UNITS:
        done = subprocess.run(
            ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False
        )
        complaints = [
            line for line in done.stderr.splitlines() if unit.name in line and "not executable" not in line
        ]
        assert [line for line in complaints if "Unknown" in line or "Failed to parse" in line] == []


def test_a_backup_can_be_restored_and_shows_no_password(tmp_path: Path, postgres_url: str) -> None:
    """The whole way: rows in, dump, an empty database, restore, rows out."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE kept AS SELECT n, '한글 ' || n AS word FROM generate_series(1, 1000) AS n"
        )
        connection.execute("CREATE DATABASE restored")
    spy = tmp_path / "pg_dump"
    spy.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/arguments"\nexec "{pg_bindir()}/pg_dump" "$@"\n')
    spy.chmod(0o755)
    environment = os.environ | {"DATABASE_URL": postgres_url, "PG_DUMP": str(spy)}
    command = [sys.executable, str(ROOT / "deploy" / "backup.py"), str(tmp_path / "dumps")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    dump = Path(done.stdout.strip())
    assert stat.S_IMODE(dump.stat().st_mode) == 0o600
    password = urlsplit(postgres_url).password
    assert password
    assert password not in (tmp_path / "arguments").read_text()
    restored = urlsplit(postgres_url)._replace(path="/restored").geturl()
    restore = [pg_bindir() / "pg_restore", "--no-owner", "--exit-on-error", "--dbname", restored, dump]
    subprocess.run(restore, check=True)
    with psycopg.connect(restored) as connection:
        assert connection.execute("SELECT count(*), max(word) FROM kept").fetchone() == (1000, "한글 999")


def test_a_failed_backup_leaves_nothing_that_looks_like_one(tmp_path: Path) -> None:
    broken = tmp_path / "pg_dump"
    broken.write_text(
        '#!/bin/sh\nfor a in "$@"; do case $a in --file=*) echo half > "${a#--file=}";; esac; done\nexit 1\n'
    )
    broken.chmod(0o755)
    environment = os.environ | {"DATABASE_URL": "postgres://u:p@127.0.0.1:1/x", "PG_DUMP": str(broken)}
    command = [sys.executable, str(ROOT / "deploy" / "backup.py"), str(tmp_path / "dumps")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no backup was made" in done.stderr
    assert list((tmp_path / "dumps").iterdir()) == []


@pytest.mark.parametrize(
    "given",
    [
        {"BACKUP_KEEP_DAYS": "a month"},
        {"DATABASE_URL": "postgres://u:p@host:port/x"},
        {"DATABASE_URL_FILE": "/nowhere"},
    ],
)
def test_a_backup_with_a_wrong_setting_says_so_in_a_sentence(tmp_path: Path, given: dict[str, str]) -> None:
    environment = os.environ | {"DATABASE_URL": "postgres://u:p@127.0.0.1:1/x"} | given
    command = [sys.executable, str(ROOT / "deploy" / "backup.py"), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("no backup was made: ")
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_old_backups_go_and_new_ones_stay(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "deploy"))
    try:
        from backup import forget  # type: ignore[import-not-found]  a script, not a module of the house
    finally:
        sys.path.pop(0)
    ages = {
        "civic-old.dump": 31,
        "civic-new.dump": 29,
        "civic-killed.part": 2,
        "civic-now.part": 0,
        "thesis.txt": 400,
    }
    for name, days in ages.items():
        (tmp_path / name).write_text("")
        moment = (tmp_path / name).stat().st_mtime - days * 86_400
        os.utime(tmp_path / name, (moment, moment))
    forget(tmp_path, 30)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "civic-new.dump",
        "civic-now.part",
        "thesis.txt",
    ]
