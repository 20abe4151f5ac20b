"""The public address, the names it is asked by, and what was left as it stands in the example."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.http.request import validate_host

EXAMPLE = "example.org"


@register("deploy", "civic", deploy=True)
def public_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Links, mail, forms and cookies all rest on it."""
    parts, found = urlsplit(settings.SITE_URL), list[CheckMessage]()
    if parts.path or parts.query:
        found.append(
            Error(
                f"SITE_URL has something behind the host name: {settings.SITE_URL}.",
                hint="Civic stands at the root of a host name of its own, not below a path of another site.",
                id="civic.E023",
            )
        )
    host = parts.hostname or ""
    if host and not validate_host(host, settings.ALLOWED_HOSTS):
        found.append(
            Error(
                f"ALLOWED_HOSTS does not name the host of SITE_URL, {host}: every page would be a 400.",
                hint=f"Set ALLOWED_HOSTS={host} (names only, without https:// and port, with commas).",
                id="civic.E024",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Caution(
                "ALLOWED_HOSTS takes every name, also those of other people's sites.",
                hint=f"Set ALLOWED_HOSTS={host or 'the names that you own'}.",
                id="civic.W025",
            )
        )
    return found


@register("deploy", "civic", deploy=True)
def left_from_the_example(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A copy of .env.example that was filled in for the most part."""
    given = {"SITE_URL": urlsplit(settings.SITE_URL).hostname or "", "EMAIL_URL": settings.EMAIL_HOST or ""}
    return [
        Caution(f"{name} still names {value}, as the example does.", hint=f"Set {name}.", id="civic.W028")
        for name, value in given.items()
        if value.endswith(EXAMPLE)
    ]
