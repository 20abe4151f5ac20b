"""Every kind of answer carries the headers that keep a page from being framed, sniffed or scripted."""

import pytest
from django.test import Client, override_settings

from civic.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = (
    "/", "/search/?q=x", "/account/login/", "/account/signup/", "/proposals/", "/workshops/", "/budget/", "/committee/", "/vote/",
    "/results/", "/delivery/", "/data/", "/record/", "/areas/", "/accessibility/", "/privacy/", "/source/",
    "/healthz", "/api/v1/proposals/",

    "/no-such-page/", "/desk/", "/me/", "/thread/P-2026-99999/",
)  # fmt: skip
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("path", PAGES)
def test_an_answer_carries_them(client: Client, path: str) -> None:
    response = client.get(path)
    assert {name: response.get(name) for name in WANTED} == WANTED
    policy = directives(response["Content-Security-Policy"])
    assert policy["default-src"] == policy["frame-ancestors"] == ["'none'"]
    assert (
        policy["script-src"]
        == policy["style-src"]
        == policy["form-action"]
        == policy["base-uri"]
        == ["'self'"]
    )
    assert "unsafe" not in response["Content-Security-Policy"]


def test_so_do_a_refusal_and_a_failed_form(client: Client, kim: User) -> None:
    client.force_login(kim)
    refused, wrong = client.get("/desk/"), client.post("/account/profile/", {})
    assert (refused.status_code, wrong.status_code) == (403, 422)
    assert all("script-src 'self'" in one["Content-Security-Policy"] for one in (refused, wrong))


def test_a_foreign_host_is_refused() -> None:
    assert Client(SERVER_NAME="evil.example").get("/").status_code == 400


def test_a_post_without_the_token_is_refused(kim: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(kim)
    for path in ("/account/profile/", "/account/leave/", "/i18n/setlang/", "/account/logout/"):
        assert client.post(path, {"display_name": "X", "language": "ko"}).status_code == 403, path
    kim.refresh_from_db()
    assert kim.display_name == "kim"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    person = factories.a_person("kim")
    person.set_password("밤길을-밝히는-등불-1")
    person.save()
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client.post("/account/login/", {"login": person.email, "password": "밤길을-밝히는-등불-1"})
    morsel = client.cookies["sessionid"]
    assert (morsel["httponly"], morsel["samesite"]) == (True, "Lax")


@override_settings(DEBUG=False)
def test_a_page_of_ones_own_is_not_kept_by_others(client: Client, kim: User) -> None:
    client.force_login(kim)
    assert "Cookie" in client.get("/me/")["Vary"]
