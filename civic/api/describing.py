"""The OpenAPI document as it is checked in: generated from the code, in English, the same on every machine."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import override
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator


def checked_in() -> Path:
    """Where the document lies in the repository."""
    return Path(settings.BASE_DIR) / "docs" / "api" / "openapi.json"


def described() -> str:
    """The document as text."""
    generator: Any = SchemaGenerator  # the library has no types
    with override("en"), GENERATOR_STATS.silence():
        schema = generator().get_schema(request=None, public=True)
    return json.dumps(schema, indent=1, ensure_ascii=False, default=str) + "\n"
