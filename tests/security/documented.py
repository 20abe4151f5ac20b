"""Is an answer of the API what its description says? Asked of every answer that the walk through all doors gets."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import get_resolver
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from civic.api.describing import checked_in

PROBLEM = ("application/problem+json", "/components/schemas/Problem")


@cache
def _document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(checked_in().read_text(encoding="utf-8"))
    return found


@cache
def _validator(pointer: str) -> Any:
    """What checks a body against the schema at this place of the document."""
    return Draft202012Validator({"$ref": f"#{pointer}", **_document()})


def _described(path: str) -> str | None:
    """The address as the description writes it."""
    route = "/" + str(get_resolver().resolve(path).route)
    for converter in ("str", "int", "slug", "uuid"):
        route = route.replace(f"<{converter}:", "{")
    route = route.replace(">", "}").replace("{pk}", "{id}")
    return route if route in _document()["paths"] else None


def complaints(method: str, path: str, response: HttpResponseBase) -> Iterator[str]:
    """Every way in which the answer is not as described; what is not described (405, no such address) is a problem too."""
    known = _described(path)
    operation = _document()["paths"][known].get(method.lower()) if known else None
    success = response.status_code < 400
    if success and operation is None:
        return
    status = str(response.status_code) if success else "default"
    if operation is not None and status not in operation["responses"]:
        yield f"{status} is not described"
        return
    kind, pointer = PROBLEM if operation is None else _place(known or "", method.lower(), status, operation)
    if not kind:
        return
    if response["Content-Type"].split(";")[0] != kind:
        yield f"{response['Content-Type']} instead of {kind}"
        return
    body = json.loads(response.content)  # type: ignore[attr-defined]
    for error in _validator(pointer).iter_errors(body):
        yield f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def _place(known: str, method: str, status: str, operation: dict[str, Any]) -> tuple[str, str]:
    """The media type that is described for this status, and where its schema stands; "" where there is no body."""
    content = operation["responses"][status].get("content", {})
    if not content:
        return "", ""
    kind = next(iter(content))
    parts = ["paths", known, method, "responses", status, "content", kind, "schema"]
    return kind, "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)
