"""The public record names offices, never people, and keeps to itself what citizens did."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from civic.accounts.actors import System
from civic.accounts.models import User
from civic.audit import verbs
from civic.audit.domain.recording import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _verb() -> Iterator[None]:
    verbs.public_verb("tests.answered", "Answered")
    yield
    del verbs.registry._things["tests.answered"]


def page(client: Client) -> str:
    client.cookies["django_language"] = "en"
    return client.get("/record/").content.decode().split("<main")[1]


def test_staff_are_shown_by_office_and_not_by_name(client: Client, yoon: User, kim: User) -> None:
    record(yoon, "tests.answered", kim, secret="010-0000-0000")
    shown = page(client)
    assert "Safety division" in shown
    assert "department officer" in shown
    for hidden in ("yoon", yoon.email, "010-0000-0000"):
        assert hidden not in shown


def test_citizens_are_not_named(client: Client, kim: User) -> None:
    record(kim, "tests.answered", kim)
    assert "a citizen" in page(client)


def test_what_nobody_made_public_is_not_shown(client: Client, kim: User) -> None:
    record(kim, "tests.supported", kim)
    assert "tests.supported" not in page(client)
    assert f"accounts.user:{kim.pk}" not in page(client)


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_costs_a_fixed_number_of_queries(
    count: int, client: Client, yoon: User, park: User, kim: User, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        for actor in (yoon, park, System("clock")):
            record(actor, "tests.answered", kim)
    with django_assert_num_queries(3):  # entries, roles, the last seal
        response = client.get("/record/")
    assert len(response.context["lines"]) == 3 * count
