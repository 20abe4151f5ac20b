"""The description of the API is checked in and tells the truth."""

import json
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from civic.api.describing import checked_in, described


@pytest.fixture(scope="module")
def text() -> str:
    """The description; to generate it takes seconds."""
    return described()


def test_the_checked_in_description_is_the_code(text: str) -> None:
    path = checked_in()
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    assert there == text, (
        "the API has changed: run `python manage.py openapi` and commit docs/api/openapi.json"
    )


def test_the_description_is_valid_openapi_3_1(text: str) -> None:
    document = json.loads(text)
    assert document["openapi"].startswith("3.1")
    validate_schema(document)


def test_the_generator_has_nothing_to_complain_of() -> None:
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        SchemaGenerator().get_schema(request=None, public=True)
    complaints = [*GENERATOR_STATS._error_cache, *GENERATOR_STATS._warn_cache]
    assert complaints == []


def test_every_operation_has_a_summary_and_a_name_of_its_own(text: str) -> None:
    operations: list[dict[str, Any]] = [
        operation
        for path in json.loads(text)["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
    ]
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names))
    assert [one["operationId"] for one in operations if not one.get("summary")] == []


def test_every_list_can_be_turned_over_and_asked_for_fewer_rows(text: str) -> None:
    document = json.loads(text)
    lists = {
        operation["operationId"]: {one["name"] for one in operation.get("parameters", [])}
        for path in document["paths"].values()
        for method, operation in path.items()
        if method == "get" and _answer(operation).rpartition("/")[2].endswith("Page")
    }
    assert {"proposals_list", "workshops_opinions", "committee_remarks", "comments_list"} <= lists.keys()
    assert {name for name, asked in lists.items() if not {"after", "size"} <= asked} == set()


def test_every_operation_says_how_it_refuses_and_what_may_be_read_by_anybody(text: str) -> None:
    for path, methods in json.loads(text)["paths"].items():
        for method, operation in methods.items():
            refused = operation["responses"]["default"]["content"]["application/problem+json"]["schema"]
            assert refused["$ref"].endswith("/Problem"), path
            assert ({} in operation["security"]) is (method == "get"), path


def _answer(operation: dict[str, Any]) -> str:
    content = operation["responses"].get("200", {}).get("content", {})
    return str(content.get("application/json", {}).get("schema", {}).get("$ref", ""))


def test_the_description_is_made_once_for_everybody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/api/schema/?format=json").content
    monkeypatch.delattr(SchemaGenerator, "get_schema")  # asked again, it would fail
    assert client.get("/api/schema/?format=json").content == first


def test_the_description_is_served_and_its_page_has_nothing_inline(client: Client) -> None:
    assert client.get("/api/schema/?format=json").json()["info"]["title"] == "Civic API"
    page = client.get("/api/docs/").content.decode()
    assert "<style" not in page
    assert "<script>" not in page
    assert "script=" in page
