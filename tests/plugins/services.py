"""pytest plug-in: one throw-away PostgreSQL and one Valkey for the whole run.

They start when this module is imported (``-p`` in pyproject.toml), that is before pytest-django reads the settings.
With xdist the controller starts them and the workers inherit the addresses; every worker gets a database of its own
from pytest-django and a Redis number of its own from here. ``DATABASE_URL`` and ``REDIS_URL``, when set, are used
instead. The servers end with the controller, whatever ends it: they carry a parent-death signal.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

STARTED = "CIVIC_TEST_SERVICES"  # left in the environment for the workers


def _start() -> None:
    from civic.stack.errors import Trouble
    from civic.stack.postgres import start_postgres
    from civic.stack.process import Child, stop_all
    from civic.stack.valkey import start_valkey

    folder = Path(tempfile.mkdtemp(prefix="civic-test-"))
    folder.chmod(0o755)  # PostgreSQL may have to run as nobody; its own folder inside is private
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    children: list[Child] = []
    atexit.register(stop_all, children)
    started = []
    try:
        if not os.environ.get("DATABASE_URL"):
            postgres = start_postgres(folder / "postgres", durable=False)
            children.append(postgres.child)
            os.environ["DATABASE_URL"] = postgres.url
            started.append("postgres")
        if not os.environ.get("REDIS_URL"):
            valkey = start_valkey(folder / "valkey", durable=False)
            children.append(valkey.child)
            os.environ["REDIS_URL"] = valkey.url
            started.append("valkey")
    except Trouble as trouble:
        sys.exit(f"The tests need PostgreSQL and Valkey. {trouble}")
    os.environ[STARTED] = ",".join(started) or "given"


def _number_for_this_worker() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker.startswith("gw") and "valkey" in os.environ[STARTED].split(","):
        address = urlsplit(os.environ["REDIS_URL"])
        os.environ["REDIS_URL"] = address._replace(path=f"/{1 + int(worker[2:]) % 15}").geturl()


if STARTED not in os.environ:
    _start()
_number_for_this_worker()
