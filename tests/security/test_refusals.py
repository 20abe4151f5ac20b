"""A refusal raised anywhere becomes one answer: sign in first and come back, or the page that says why not."""

import pytest
from django.test import Client

from civic.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_visitor_signs_in_and_comes_back(client: Client) -> None:
    assert client.get("/desk/?after=3")["Location"] == "/account/login/?next=%2Fdesk%2F%3Fafter%3D3"


def test_after_a_post_one_comes_back_to_the_page_of_the_form(client: Client) -> None:
    response = client.post("/account/desk/roles/", {"next": "/me/"})
    assert response["Location"] == "/account/login/?next=%2Fme%2F"
    hostile = client.post("/account/desk/roles/", {"next": "https://evil.example/"})
    assert hostile["Location"] == "/account/login/?next=%2F"


def test_the_page_says_why_not_and_what_one_can_do(client: Client, kim: User) -> None:
    client.force_login(kim)
    response = client.get("/desk/", headers={"referer": "http://testserver/proposals/"})
    html = response.content.decode()
    assert response.status_code == 403
    assert response["X-Refusal"] == "accounts.not_allowed"
    assert 'href="/proposals/"' in html
    assert "<h1>" in html


def test_a_refused_post_wrote_nothing(client: Client, kim: User, newcomer: User) -> None:
    client.force_login(kim)
    response = client.post("/account/desk/roles/", {"email": newcomer.email, "kind": "moderator"})
    assert response["X-Refusal"] == "accounts.not_allowed"
    assert not newcomer.roles.exists()
