"""What the generated description cannot know by itself: how a token is sent, what it must be for, and how we refuse."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS

from civic.api.problems import MEDIA_TYPE
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


class Problem(serializers.Serializer[Any]):
    """Every refusal and every error (RFC 9457), in the language that was asked for."""

    type = serializers.CharField(help_text="`urn:civic:problem:` and a code that stays the same")
    title = serializers.CharField(help_text="What is wrong, as a sentence for people")
    status = serializers.IntegerField(help_text="The HTTP status once more")
    detail = serializers.CharField(
        required=False, allow_blank=True, help_text="The way forward, where there is one"
    )
    errors = serializers.DictField(  # type: ignore[assignment]  # of a form, which this is not
        required=False, help_text="With 422: what is wrong with which field of what was sent"
    )


class Schema(AutoSchema):
    """Says with every operation which scope its token needs, that whoever only reads may come without, and how it refuses."""

    def get_auth(self) -> list[dict[str, list[str]]]:
        scope = str(needed(self.view, self.method.upper()))
        given: list[dict[str, list[str]]] = super().get_auth()
        return [
            {name: [scope] if name == "token" else list(roles) for name, roles in one.items()}
            for one in given
        ] + ([{}] if self.method.upper() in SAFE_METHODS else [])

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        refused = OpenApiResponse(Problem, description="A refusal or an error.")
        described = self._get_response_for_code(refused, "default", [MEDIA_TYPE], direction)  # type: ignore[no-untyped-call]
        return bodies | {"default": described}


def without_enum_ids(result: Any, **given: Any) -> Any:
    """Take the library's own marks of choices out of the document (a post-processing hook)."""
    if isinstance(result, dict):
        return {key: without_enum_ids(value) for key, value in result.items() if key != "x-spec-enum-id"}
    return [without_enum_ids(one) for one in result] if isinstance(result, list) else result
