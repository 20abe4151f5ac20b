"""System checks: everything that a deployer can get wrong, said plainly, each with an id (docs/operations.md)."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.db import connection


@register("database", "civic")
def database_collation(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In a database with LC_CTYPE "C" a Korean search finds nothing, and says nothing."""
    if connection.vendor != "postgresql":
        return [
            Error(
                "The platform runs on PostgreSQL only.",
                hint="Set DATABASE_URL to a PostgreSQL address.",
                id="civic.E001",
            )
        ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datctype, current_setting('server_version_num')::int FROM pg_database WHERE datname = current_database()"
        )
        ctype, version = cursor.fetchone()
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
def real_installation(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What must not be so on a real installation."""
    found: list[CheckMessage] = []
    if settings.DEMO_MODE:
        found.append(
            Error(
                "Demo mode is on: anybody can sign in as anybody.", hint="Unset CIVIC_DEMO.", id="civic.E010"
            )
        )
    if not settings.SITE_URL.startswith("https://"):
        found.append(
            Error(
                "SITE_URL does not start with https://.",
                hint="Set SITE_URL to the public address.",
                id="civic.E011",
            )
        )
    if settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "filebased.EmailBackend")):
        found.append(
            Error(
                "E-mail goes nowhere.",
                hint="Set EMAIL_URL, for example smtp+tls://user:password@host:587",
                id="civic.E012",
            )
        )
    if "example.org" in settings.DEFAULT_FROM_EMAIL:
        found.append(
            Caution("Mail would come from example.org.", hint="Set DEFAULT_FROM_EMAIL.", id="civic.W013")
        )
    if len(settings.IDENTITY_PEPPER) < 32:
        found.append(
            Error(
                "CIVIC_IDENTITY_PEPPER is missing or shorter than 32 characters.",
                hint="Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))' "
                "and keep it apart from the database.",
                id="civic.E014",
            )
        )
    return found
