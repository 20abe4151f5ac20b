"""Reading the environment: every value a deployer sets passes through here, and a secret may come from a file.

``NAME_FILE`` holds the path of a file with the value of ``NAME`` (Docker and systemd credentials); giving both is an
error. In development, where neither is set, the values of a running local stack (``run/env`` in its folder) are used.
"""

import os
import zoneinfo
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env, ValidationError

ROOT = Path(__file__).resolve().parent.parent.parent
# As civic.stack.paths has it: what the stack keeps in a folder of one's own, the settings must find there.
LOCAL = Path(os.environ["CIVIC_LOCAL"]).resolve() if os.environ.get("CIVIC_LOCAL") else ROOT / ".local"
LOCAL_ENV_FILE = LOCAL / "run" / "env"
FROM_FILES = (
    "SECRET_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "CIVIC_IDENTITY_PEPPER",
    "CIVIC_KEY_DIR",
)

env = Env()
SOCIAL_PROVIDERS = ("kakao", "naver")


def read_files() -> None:
    """Put the content of each ``NAME_FILE`` into ``NAME``.

    Raises ImproperlyConfigured when both are given or the file cannot be read.
    """
    for name in FROM_FILES:
        path = os.environ.get(f"{name}_FILE")
        if not path:
            continue
        if os.environ.get(name):
            raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set; keep one of them.")
        try:
            os.environ[name] = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE names {path}, which cannot be read: {error.strerror}."
            ) from error


def dates(name: str, given: list[str]) -> frozenset[date]:
    """The days of a setting such as ``2027-03-02,2027-05-06``. Raises ImproperlyConfigured for what is no day."""
    try:
        return frozenset(date.fromisoformat(one.strip()) for one in given if one.strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} holds what is no day such as 2027-03-02: {error}.") from error


def read_local_stack() -> None:
    """Take addresses of the local stack for every name that the environment leaves unset (development only)."""
    if not LOCAL_ENV_FILE.is_file():
        return
    for line in LOCAL_ENV_FILE.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator:
            os.environ.setdefault(name.strip(), value.strip())


def at_least(least: int) -> Callable[[int], None]:
    """For numbers: less is refused, with the least that can be."""

    def check(value: int) -> None:
        if value < least:
            raise ValidationError(f"It must be {least} or more.")

    return check


def time_zone(name: str) -> None:
    """Refuses what is no time zone."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError(f"{name!r} is no time zone, such as Asia/Seoul.") from None


def redis_address(url: str) -> None:
    """Refuses what neither the cache nor the queue can take."""
    if not url.startswith(("redis://", "rediss://")):
        raise ValidationError("It must be an address such as redis://:password@host:6379/0.")


def providers(names: list[str]) -> None:
    """Refuses providers that Civic has no pages for."""
    for name in names:
        if name not in SOCIAL_PROVIDERS:
            raise ValidationError(f"{name!r} is none of {', '.join(SOCIAL_PROVIDERS)}.")


def postgres_only(database: dict[str, object]) -> dict[str, object]:
    """The database's settings as they are. Raises ImproperlyConfigured for another database than PostgreSQL."""
    if not str(database.get("ENGINE", "")).endswith("postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL is no PostgreSQL address, such as postgres://civic:password@host:5432/civic."
        )
    return database
