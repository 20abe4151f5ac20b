"""What must not be so on a real installation, and what people see of it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution

EXAMPLE_PHONE = "02-000-0120"
MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"


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
                hint=f"Make one with: {MAKE_ONE} and keep it apart from the database.",
                id="civic.E014",
            )
        )
    if len(settings.SECRET_KEY) < 32:
        found.append(
            Error(
                "SECRET_KEY is shorter than 32 characters; who guesses it signs in as anybody.",
                hint=f"Make one with: {MAKE_ONE}",
                id="civic.E029",
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
