"""The API: how it is asked, how it answers, and how it is described."""

from typing import Any

from civic.settings.env import env

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "civic.api.authentication.TokenAuthentication",  # first: it makes a wrong token a 401
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "civic.api.permissions.InScope"
    ],  # of tokens; each act asks its own action
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["civic.api.parsing.Json"],
    "DEFAULT_SCHEMA_CLASS": "civic.api.schema.Schema",
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_THROTTLE_CLASSES": [
        "civic.api.throttling.Visitors",
        "civic.api.throttling.People",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "600/min", "user": "1200/min"},
    "EXCEPTION_HANDLER": "civic.api.problems.handle",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "NUM_PROXIES": env.int(
        "CIVIC_PROXIES", 0
    ),  # how many proxies of ours write X-Forwarded-For; what others write is not believed
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Civic API",
    "DESCRIPTION": "Everything that the pages show, as data. Refusals are RFC 9457 problems.",
    "VERSION": "v1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    # Choices stay where they are used: shared names for them would depend on who else has a "state".
    "POSTPROCESSING_HOOKS": ["civic.api.schema.without_enum_ids"],
}
