"""System checks: everything that a deployer can get wrong, said plainly, each with an id (docs/operations.md)."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.db import connection
from django.utils import timezone

from civic.common.days_off import days_off_in

EXAMPLE_PHONE = "02-000-0120"
KNOWN_HOLIDAYS = (("", ""), ("KR", ""))


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
                hint="Set EMAIL_URL, for example submission://user:password@host:587",
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


@register("deploy", "civic", deploy=True)
def what_people_see(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Addresses that people rely on: whom to call, where the source is."""
    found: list[CheckMessage] = []
    if "example.org" in settings.CONTACT_EMAIL or settings.CONTACT_PHONE == EXAMPLE_PHONE:
        found.append(
            Caution(
                "Every page names a made-up phone number or e-mail address.",
                hint="Set CIVIC_CONTACT_PHONE and CIVIC_CONTACT_EMAIL.",
                id="civic.W015",
            )
        )
    if not settings.SOURCE_URL.startswith("http"):
        found.append(
            Caution(
                "The page about the source code names no address; the AGPL (section 13) asks for one.",
                hint="Set CIVIC_SOURCE_URL to where the source of this very installation can be had.",
                id="civic.W016",
            )
        )
    return found


@register("deploy", "civic", deploy=True)
def signing_in(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Sign-in by others' accounts, and limits that must tell people apart."""
    found: list[CheckMessage] = []
    for name, provider in settings.SOCIALACCOUNT_PROVIDERS.items():
        if not all(app["client_id"] and app["secret"] for app in provider["APPS"]):
            found.append(
                Error(
                    f"Sign-in with {name} is on, but its id or secret is missing.",
                    hint=f"Set {name.upper()}_CLIENT_ID and {name.upper()}_CLIENT_SECRET, "
                    "or leave it out of CIVIC_SOCIAL_PROVIDERS.",
                    id="civic.E017",
                )
            )
    if settings.SECURE_PROXY_SSL_HEADER and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        found.append(
            Caution(
                "The site stands behind a proxy, but rate limits do not know it: everybody would share one limit.",
                hint="Set CIVIC_PROXIES to the number of your proxies (the nginx sample: 1).",
                id="civic.W018",
            )
        )
    return found


@register("deploy", "civic", deploy=True)
def folders(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Folders that cannot be written are found out by the first upload or, worse, by the vote that makes its keys."""
    found: list[CheckMessage] = []
    for name, folder in (
        ("CIVIC_MEDIA_ROOT", settings.MEDIA_ROOT),
        ("CIVIC_KEY_DIR", settings.BALLOT_KEY_DIR),
    ):
        there = next(
            one for one in (Path(folder).absolute(), *Path(folder).absolute().parents) if one.exists()
        )
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            found.append(
                Error(
                    f"{name} names {folder}, which this user cannot write.",
                    hint="Make the folder and give it to the user that runs Civic (docs/operations.md, section 2).",
                    id="civic.E019",
                )
            )
    keys = Path(settings.BALLOT_KEY_DIR)
    if keys.is_dir() and keys.stat().st_mode & 0o077:
        found.append(
            Caution(
                f"Others than its owner may look into {keys}, which holds the keys of ballots.",
                hint=f"chmod 0700 {keys}",
                id="civic.W020",
            )
        )
    return found


@register("civic")
def days_off(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An unknown country would break every page that names a due day."""
    country, part = settings.HOLIDAYS_COUNTRY, settings.HOLIDAYS_SUBDIVISION
    if (country, part) in KNOWN_HOLIDAYS:  # without reading the library at every command
        return []
    try:
        if country:
            days_off_in(timezone.localdate().year, country, part)
            return []
    except NotImplementedError:
        pass
    return [
        Error(
            f"CIVIC_HOLIDAYS_COUNTRY and CIVIC_HOLIDAYS_SUBDIVISION name no place whose holidays are known: "
            f"{country or '(no country)'} {part}.",
            hint="Set the ISO 3166 code of a country (KR) and, where its parts have their own holidays, of the part (DE, BY); "
            "leave both empty for Saturdays and Sundays only.",
            id="civic.E022",
        )
    ]
