"""Staff without a second factor reach only the pages on which they set one up."""

import pytest
from django.test import Client, override_settings

from civic.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
CLOSED = (
    "/", "/me/", "/desk/", "/account/desk/roles/", "/account/desk/codes/", "/proposals/", "/proposals/desk/", "/moderation/",
    "/workshops/", "/committee/", "/budget/", "/results/", "/delivery/", "/record/", "/inbox/", "/vote/",
)  # fmt: skip
OPEN = ("/account/2fa/", "/account/profile/", "/account/email/", "/account/logout/", "/healthz")


@pytest.fixture
def bare(admin: User) -> Client:
    """A browser of an administrator who has no second factor."""
    client = Client()
    client.force_login(admin)
    return client


@pytest.mark.parametrize("path", CLOSED)
def test_a_page_is_closed_without_it(bare: Client, path: str) -> None:
    response = bare.get(path)
    assert (response.status_code, response["Location"]) == (302, "/account/2fa/")


@pytest.mark.parametrize("path", OPEN)
def test_the_way_to_a_second_factor_is_open(bare: Client, path: str) -> None:
    assert bare.get(path).status_code == 200


def test_nothing_can_be_posted_either(bare: Client, newcomer: User) -> None:
    given = {"email": newcomer.email, "kind": "publisher"}
    response = bare.post("/account/desk/roles/", given)
    assert response["Location"] == "/account/2fa/"
    assert not newcomer.roles.exists()


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_the_api_says_it_as_a_problem(bare: Client, method: str) -> None:
    response = getattr(bare, method)("/api/v1/proposals/")
    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"].endswith("accounts.second_factor_first")


def test_with_one_the_same_pages_open(bare: Client, admin: User) -> None:
    factories.a_second_factor(admin)
    assert [
        bare.get(path).status_code for path in ("/desk/", "/account/desk/roles/", "/api/v1/proposals/")
    ] == [200] * 3


def test_citizens_need_none(client: Client, kim: User) -> None:
    client.force_login(kim)
    assert client.get("/me/").status_code == 200


@override_settings(DEMO_MODE=True)
def test_the_demo_leaves_it_out(bare: Client) -> None:
    assert bare.get("/desk/").status_code == 200
