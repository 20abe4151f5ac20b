"""``make run``: everything on one machine, in order, until one Ctrl-C."""

import http.client
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from civic.stack import locks
from civic.stack.errors import Trouble
from civic.stack.network import require_free
from civic.stack.paths import ROOT, local_folder, make_folder
from civic.stack.process import Child, start, stop_all
from civic.stack.screen import say
from civic.stack.services import Services, run_folder, running_services
from civic.stack.signals import StopOrders, StopRequested
from civic.stack.supervisor import Supervisor

READY_SECONDS = 120
LOOPBACK = ("127.0.0.1", "::1", "localhost")
FOLDERS = {"CIVIC_MEDIA_ROOT": "media", "CIVIC_KEY_DIR": "keys", "CIVIC_STATIC_ROOT": "static"}
# The demo may well be tried as root in a container; Celery's advice is for real installations (docs/operations.md).
QUIET = "ignore:You're running the worker"


@dataclass(frozen=True)
class Wishes:
    """What the person asked for on the command line."""

    host: str
    port: int
    city: str

    @property
    def address(self) -> str:
        """What to open in a browser on this machine."""
        host = "localhost" if self.host in (*LOOPBACK, "0.0.0.0", "::") else self.host  # noqa: S104  compared
        return f"http://{host}:{self.port}/"


def run_lock() -> Path:
    return run_folder() / "run.lock"


def run(wishes: Wishes) -> int:
    """Start everything, print the address, stay until told to stop. Gives the exit code: 0, or 1 when a part died.

    Raises Trouble with a sentence when something is in the way.
    """
    orders, supervisor = StopOrders(), Supervisor()
    require_free(wishes.host, wishes.port)
    make_folder(run_folder())
    held = locks.take(run_lock())
    if held is None:
        facts = locks.holder(run_lock()) or {}
        raise Trouble(
            f"Civic is running already from this folder (process {facts.get('pid', '?')}, "
            f"{facts.get('address', 'still starting')}). Stop it with Ctrl-C in its terminal first."
        )
    held.describe(address=wishes.address)
    orders.install()
    try:
        with running_services(lambda children: _stop(children, orders)) as services:
            try:
                return _serve(wishes, services, supervisor)
            finally:
                _stop(supervisor.children, orders)
    except StopRequested:
        return 0
    finally:
        held.release()


def serve_only_services() -> int:
    """PostgreSQL and Valkey in the foreground, for a developer who runs the rest by hand."""
    orders, supervisor = StopOrders(), Supervisor()
    orders.install()
    try:
        with running_services(lambda children: _stop(children, orders)) as services:
            if not services.children:
                say("nothing to start: the servers run already")
                return 0
            say("ready: manage.py finds the servers by itself; Ctrl-C stops them")
            dead = supervisor.watch(others=services.children, until=lambda: False)
            return _report(dead)
    except StopRequested:
        return 0


def _stop(children: list[Child], orders: StopOrders) -> None:
    orders.no_more_exceptions()
    if children:
        say(f"stopping {', '.join(child.name for child in reversed(children))}")
    stop_all(children, hurry=orders.hurry)


def _report(dead: Child | None) -> int:
    if dead is None:
        return 0
    code = dead.popen.returncode
    how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
    say(f"{dead.name} {how}; stopping everything. Its last lines are above or in {local_folder()}.")
    return 1


def _environment(wishes: Wishes, services: Services) -> dict[str, str]:
    environment = os.environ | services.environment()
    environment.setdefault("DJANGO_SETTINGS_MODULE", "civic.settings.dev")
    environment.setdefault("SITE_URL", wishes.address.rstrip("/"))
    for name, folder in FOLDERS.items():
        environment.setdefault(name, str(make_folder(local_folder() / folder)))
    if (
        wishes.host not in LOOPBACK
    ):  # asked for: other machines, a phone for example, come by names we do not know
        environment.setdefault("ALLOWED_HOSTS", "*")
    return environment | {
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": QUIET,
    }


def _wants_demo(services: Services, environment: dict[str, str]) -> bool:
    """The demo city goes into our own database unasked; into somebody's own server only when asked for."""
    wish = environment.get("CIVIC_DEMO", "").lower()
    if wish in ("0", "false", "no", "off"):
        return False
    return services.embedded_database or wish in ("1", "true", "yes", "on")


def _prepare(wishes: Wishes, services: Services, environment: dict[str, str]) -> str:
    """Migrate, compile, load the demo once. Gives the text of the demo log-ins, may be empty."""
    logins = run_folder() / "logins"
    logins.unlink(missing_ok=True)
    command: list[str | Path] = [sys.executable, "-m", "civic.stack.prepare", "--logins-to", logins]
    if _wants_demo(services, environment):
        command += ["--city", wishes.city, "--done", local_folder() / f"demo-{wishes.city}.loaded"]
    child = start("prepare", command, env=environment, output=sys.stdout.fileno(), cwd=ROOT)
    try:
        code = child.popen.wait()
    except BaseException:
        child.stop()
        raise
    if code != 0:
        raise Trouble(
            "Civic could not prepare its database; the reason is above. `make reset` starts over with an empty one."
        )
    return logins.read_text(encoding="utf-8").rstrip() if logins.exists() else ""


def _commands(wishes: Wishes) -> dict[str, list[str | Path]]:
    programs = Path(sys.executable).parent
    celery: list[str | Path] = [sys.executable, "-m", "celery", "-A", "civic", "--quiet"]
    return {
        "web": [
            programs / "granian", "--interface", "wsgi", "--host", wishes.host, "--port", str(wishes.port),
            "--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "civic.wsgi:application",
        ],
        "worker": [*celery, "worker", "--loglevel", "WARNING", "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", local_folder() / "run" / "beat"],
    }  # fmt: skip


def _serve(wishes: Wishes, services: Services, supervisor: Supervisor) -> int:
    environment = _environment(wishes, services)
    # Nobody meets a city without tables, or one that is half there: who waits for the address to answer finds all of it.
    logins = _prepare(wishes, services, environment)
    (web, command), *background = _commands(wishes).items()
    supervisor.start(web, command, env=environment, patience=10)
    limit = time.monotonic() + READY_SECONDS
    dead = supervisor.watch(
        others=services.children, until=lambda: _page_comes(wishes) or time.monotonic() > limit
    )
    if dead is None and time.monotonic() > limit:
        raise Trouble(f"The web server did not answer within {READY_SECONDS} seconds; its lines are above.")
    if dead is None:
        # Only now: on two cores their start would double the wait for the first page.
        for name, command in background:
            supervisor.start(name, command, env=environment, patience=20)
        _welcome(wishes, logins)
        dead = supervisor.watch(others=services.children, until=lambda: False)
    return _report(dead)


def _page_comes(wishes: Wishes) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(wishes.host, wishes.host)  # noqa: S104  compared, not bound
    connection = http.client.HTTPConnection(host, wishes.port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{wishes.port}"})
        return connection.getresponse().status < 600
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _welcome(wishes: Wishes, logins: str) -> None:
    for line in [*logins.splitlines(), "", f"Civic is ready: {wishes.address}   (Ctrl-C stops everything)"]:
        say(line)
