"""PostgreSQL and Valkey for this folder: started here, or those of another process, or those that the person named."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from civic.stack import locks
from civic.stack.errors import Trouble
from civic.stack.paths import local_folder, make_folder, write_private
from civic.stack.postgres import start_postgres
from civic.stack.process import Child
from civic.stack.screen import say
from civic.stack.valkey import start_valkey


@dataclass
class Services:
    """Where the servers are; ``children`` are those that we started, in the order of starting."""

    database_url: str
    redis_url: str
    children: list[Child] = field(default_factory=list)
    embedded_database: bool = False  # only our own database is filled with the demo city unasked

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


def run_folder() -> Path:
    return local_folder() / "run"


def env_file() -> Path:
    """KEY=VALUE lines with the addresses of the running servers; civic.settings.dev reads it."""
    return run_folder() / "env"


def services_lock() -> Path:
    return run_folder() / "services.lock"


def read_env_file() -> dict[str, str]:
    if not env_file().exists():
        return {}
    pairs = (line.partition("=") for line in env_file().read_text(encoding="utf-8").splitlines())
    return {name: value for name, separator, value in pairs if separator}


@contextlib.contextmanager
def running_services(stop: Callable[[list[Child]], None]) -> Iterator[Services]:
    """The servers for as long as the block runs; ``stop`` is called with those that we started.

    Raises Trouble when a server does not start, or another process is starting them at this moment.
    """
    given = Services(os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    given.embedded_database = not given.database_url
    if given.database_url and given.redis_url:
        yield given
        return
    make_folder(run_folder())
    held = locks.take(services_lock())
    if held is None:
        yield _of_another_process(given)
        return
    try:
        _start_missing(given)
        write_private(env_file(), "".join(f"{name}={value}\n" for name, value in given.environment().items()))
        yield given
    finally:
        env_file().unlink(missing_ok=True)
        stop(given.children)
        held.release()


def _of_another_process(given: Services) -> Services:
    facts, addresses = locks.holder(services_lock()) or {}, read_env_file()
    if not addresses:
        raise Trouble(
            f"Process {facts.get('pid', '?')} is starting or stopping the servers of this folder. Wait a moment, then try again."
        )
    say(f"using PostgreSQL and Valkey of process {facts.get('pid', '?')}")
    given.database_url = given.database_url or addresses["DATABASE_URL"]
    given.redis_url = given.redis_url or addresses["REDIS_URL"]
    return given


def _start_missing(given: Services) -> None:
    folder = local_folder()
    try:
        if not given.database_url:
            fresh = not (folder / "postgres" / "data" / "PG_VERSION").exists()
            say("PostgreSQL: making the data folder" if fresh else "PostgreSQL: starting")
            postgres = start_postgres(folder / "postgres")
            given.children.append(postgres.child)
            given.database_url = postgres.url
        if not given.redis_url:
            say("Valkey: starting")
            valkey = start_valkey(folder / "valkey")
            given.children.append(valkey.child)
            given.redis_url = valkey.url
    except OSError as error:
        raise Trouble(
            f"Civic cannot use {folder} ({error.strerror}). Free some space, then try again."
        ) from error
