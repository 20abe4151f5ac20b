"""pytest plug-in: throw-away PostgreSQL and Valkey for the run, one pair for each process of xdist.

They start when this module is imported (``-p`` in pyproject.toml), that is before pytest-django reads the settings.
``DATABASE_URL`` and ``REDIS_URL``, when set, are used instead. A worker of xdist has servers of its own: what waits
for the oldest transaction, or empties the broker, must not meet the tests of another worker. The servers end with
the process that started them, whatever ends it: they carry a parent-death signal.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from civic.stack.errors import Trouble
from civic.stack.postgres import start_postgres
from civic.stack.process import Child, stop_all
from civic.stack.valkey import start_valkey
from tests.plugins import template

STARTED = "CIVIC_TEST_SERVICES"  # which of them are ours, for the workers and for programs that tests start
OWNER = "CIVIC_TEST_SERVICES_OF"  # the worker that started them; empty for the controller
ROOT = Path(__file__).resolve().parent.parent.parent


def _start() -> None:
    """Start what the environment does not name, and name it there."""
    folder = Path(tempfile.mkdtemp(prefix="civic-test-"))
    folder.chmod(0o755)  # PostgreSQL may have to run as nobody; its own folder inside is private
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    children: list[Child] = []
    atexit.register(stop_all, children)
    started = []
    try:
        if not os.environ.get("DATABASE_URL"):
            template.lay(folder / "postgres")
            postgres = start_postgres(folder / "postgres", durable=False)
            children.append(postgres.child)
            os.environ["DATABASE_URL"] = postgres.url
            started.append("DATABASE_URL")
        if not os.environ.get("REDIS_URL"):
            valkey = start_valkey(folder / "valkey", durable=False)
            children.append(valkey.child)
            os.environ["REDIS_URL"] = valkey.url
            started.append("REDIS_URL")
    except Trouble as trouble:
        sys.exit(f"The tests need PostgreSQL and Valkey. {trouble}")
    os.environ[STARTED] = ",".join(started)
    os.environ[OWNER] = os.environ.get("PYTEST_XDIST_WORKER", "")


def database_is_ours() -> bool:
    """Whether this process has a server of its own, with a migrated database on it, rather than DATABASE_URL's."""
    return "DATABASE_URL" in os.environ.get(STARTED, "").split(",")


def _forget_those_of_the_controller() -> None:
    for name in filter(None, os.environ[STARTED].split(",")):
        del os.environ[name]


def _compile_the_catalogues() -> None:
    """Make the .mo files where they are missing or older than the .po files: git does not keep them."""
    sources = list((ROOT / "civic" / "locale").glob("*/LC_MESSAGES/*.po"))
    compiled = [(source, source.with_suffix(".mo")) for source in sources]
    if all(made.exists() and made.stat().st_mtime >= source.stat().st_mtime for source, made in compiled):
        return
    command = [sys.executable, str(ROOT / "manage.py"), "catalogue", "--compile"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "civic.settings.test"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"The catalogues cannot be compiled: {done.stderr.strip()}")


if STARTED not in os.environ:
    _start()
    _compile_the_catalogues()
elif os.environ.get("PYTEST_XDIST_WORKER", "") != os.environ[OWNER]:
    _forget_those_of_the_controller()
    _start()
