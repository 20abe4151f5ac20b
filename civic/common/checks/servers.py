"""The servers that Civic stands on."""

from typing import Any

import redis
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.db import OperationalError, connection


@register("database", "civic")
def database_collation(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In a database with LC_CTYPE "C" a Korean search finds nothing, and says nothing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT datctype, current_setting('server_version_num')::int FROM pg_database WHERE datname = current_database()"
            )
            ctype, version = cursor.fetchone()
    except OperationalError as error:
        return [
            Error(
                f"The database does not answer: {' '.join(str(error).split())}",
                hint="Look at DATABASE_URL, and whether PostgreSQL runs.",
                id="civic.E004",
            )
        ]
    found: list[CheckMessage] = []
    if ctype in ("C", "POSIX"):
        found.append(
            Error(
                "The database was made with LC_CTYPE=C; Korean search would silently find nothing.",
                hint="Create it anew with a UTF-8 locale, for example: createdb --locale=C.UTF-8 --template=template0 civic",
                id="civic.E002",
            )
        )
    if version < 150000:
        found.append(Error("PostgreSQL 15 or newer is needed.", id="civic.E003"))
    return found


@register("deploy", "civic", deploy=True)
def queue(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Redis holds no truth, so its absence stops nothing; but nobody would know why no mail goes out."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as client:
            memory = client.info("memory")
    except (redis.RedisError, ValueError, OSError) as error:
        return [
            Caution(
                f"Redis does not answer: {error}",
                hint="Look at REDIS_URL, and whether Redis or Valkey runs.",
                id="civic.W005",
            )
        ]
    if memory.get("maxmemory") and memory.get("maxmemory_policy") != "noeviction":
        return [
            Caution(
                f"Redis throws away what it likes when its memory is full ({memory['maxmemory_policy']}), the queue too.",
                hint="Set maxmemory-policy noeviction.",
                id="civic.W006",
            )
        ]
    return []
