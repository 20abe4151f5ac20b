"""What the generated description cannot know by itself: how a token is sent, and what it must be for."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from civic.api.scopes import needed


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the library registers its subclasses by an untyped hook
    """``Authorization: Token …``"""

    target_class = "civic.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "Token <your personal token>, made at /api/tokens/",
        }


class Schema(AutoSchema):
    """Says with every operation which scope its token needs."""

    def get_auth(self) -> list[dict[str, list[str]]]:
        scope = str(needed(self.view, self.method.upper()))
        given: list[dict[str, list[str]]] = super().get_auth()
        return [
            {name: [scope] if name == "token" else list(roles) for name, roles in one.items()}
            for one in given
        ]


def without_enum_ids(result: Any, **given: Any) -> Any:
    """Take the library's own marks of choices out of the document (a post-processing hook)."""
    if isinstance(result, dict):
        return {key: without_enum_ids(value) for key, value in result.items() if key != "x-spec-enum-id"}
    return [without_enum_ids(one) for one in result] if isinstance(result, list) else result
