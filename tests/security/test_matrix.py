"""Who may do what where: every route × method × role, from one table. A route without its line fails the build.

``matrix.csv`` names, for each route and method, the roles that come in (anything but: sign in first, 401, 403, 404,
405). The table is read and changed by people.
"""

import csv
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from django.db import transaction
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

import civic.urls  # noqa: F401  read while demo mode is off: building the demo city switches it on, and with it more routes
from tests.security.documented import complaints
from tests.security.walking import Route, routes
from tests.security.world import ROLES, World, build

TABLE = Path(__file__).with_name("matrix.csv")
PARTS = 4
NOT_OFFERED = 405
STAFF = {
    "moderator",
    "officer",
    "other_officer",
    "host",
    "secretary",
    "budget",
    "publisher",
    "registrar",
    "station",
    "administrator",
}
GROUPS = {"all": set(ROLES), "signed-in": set(ROLES) - {"visitor"}, "staff": STAFF, "nobody": set()}


def expand(words: str) -> set[str]:
    """Role names behind "all", "signed-in", "staff+member" and the like."""
    found: set[str] = set()
    for word in words.split("+"):
        found |= GROUPS.get(word) if word in GROUPS else {word}  # type: ignore[arg-type]  # the key was just looked up
    unknown = found - set(ROLES)
    if unknown:
        raise ValueError(f"matrix.csv names unknown roles: {unknown}")
    return found


def tried(route: Route) -> tuple[str, ...]:
    """Every role, the most powerful first: one who meets no refusal learns whether the method is offered at all.

    For the sign-in library's own pages, which know no roles, a visitor, a person and one of the staff.
    """
    library = route.name.split(":")[0].startswith(("account_", "mfa_", "socialaccount_", "usersessions_"))
    return ("visitor", "newcomer", "officer") if library else tuple(reversed(ROLES))


def table() -> dict[tuple[str, str], set[str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["route"], row["method"]): expand(row["who"]) for row in csv.DictReader(file)}


def address(route: Route, world: World) -> str:
    """The address of a route in the test's world; fails, saying so, when a parameter has no value yet."""
    values = {name: world.value(route.name, name) for name in route.params}
    return (
        reverse(route.name, kwargs=values)
        if route.reversible
        else "/" + route.name.replace("^", "").replace("$", "")
    )


def answer(client: Client, method: str, path: str, body: bytes) -> HttpResponseBase:
    """Ask, and undo whatever the act has done."""
    api = path.startswith("/api/")
    kind = "application/json" if api else "application/octet-stream"
    headers = {"Accept": "application/json"} if api else {}
    sent = body if api and method != "GET" else b""
    with transaction.atomic():
        response: HttpResponseBase = client.generic(method, path, sent, content_type=kind, headers=headers)
        if isinstance(response, StreamingHttpResponse):
            b"".join(response.streaming_content)  # type: ignore[arg-type]
        transaction.set_rollback(True)
    assert response.status_code < 500, f"{method} {path}: {response.status_code}"
    if path.startswith("/api/v1/"):
        wrong = list(complaints(method, path, response))
        assert not wrong, (
            f"{method} {path}: {response.status_code}, not as docs/api/openapi.json says: {wrong}"
        )
    return response


def came_in(response: HttpResponseBase) -> bool:
    """True when the door opened (even if the act itself is then refused for another reason)."""
    if response.status_code in (401, 403, 404, NOT_OFFERED):
        return False
    return not (
        response.status_code == 302 and response["Location"].startswith(("/account/login/", "/account/2fa/"))
    )


def test_every_route_and_method_has_its_line_and_every_line_a_route() -> None:
    wanted = {(route.name, method) for route in routes() for method in route.methods}
    assert wanted - set(table()) == set(), "write the missing lines into tests/security/matrix.csv"
    assert set(table()) - wanted == set(), "these lines of tests/security/matrix.csv have no route"


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of requests need no line each."""
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    yield
    structlog.configure(wrapper_class=before)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One city for all parts that a worker runs; what a request does is undone after it, the city after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build()
        for role in ROLES:
            built.client(role)  # makes the session, which is then there in each part
        yield built
        transaction.set_rollback(True)


@pytest.mark.parametrize("part", range(PARTS))
def test_each_role_comes_in_where_the_table_says_and_nowhere_else(
    world: World, db: None, quiet: None, part: int
) -> None:
    """In parts, so that two workers share the requests and end at about the same time."""
    expected = table()
    wrong = []
    for route in routes()[part::PARTS]:
        path = address(route, world)
        for method in route.methods:
            may = expected.get((route.name, method), set())
            for role in tried(route):
                found = answer(world.client(role), method, path, world.body(route.name))
                if came_in(found) != (role in may):
                    wrong.append(f"{role} {method} {route.name} ({path}): came in {came_in(found)}")
                if found.status_code == NOT_OFFERED and not may:
                    break  # a method is offered by the address, not by who asks: the others need not be asked
    assert not wrong, "not as matrix.csv says:\n" + "\n".join(wrong)
