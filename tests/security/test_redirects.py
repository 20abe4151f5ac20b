"""No parameter sends a person to another site."""

import pytest
from django.test import Client, RequestFactory

from civic.accounts.models import User
from civic.common.http import safe_next

HOSTILE = (
    "https://evil.example/", "http://evil.example", "//evil.example/", "///evil.example/", "////evil.example",
    "\\\\evil.example/",
    "/\\evil.example/", "\\/evil.example/", "/\t/evil.example/", "/\n/evil.example/", "https:evil.example", "https:/evil.example",
    "https:///evil.example", "http:///evil.example", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
    "java\nscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "ftp://evil.example/",
    "https://testserver@evil.example/", "https://testserver.evil.example/", "http://evil.example#testserver", "http://evil.example\\@testserver/",
    "//testserver@evil.example", "\x00//evil.example", "\x08//evil.example", "http://[evil.example", "//evil%2eexample/",
    "https://evil.example\\.testserver/", "///\\;@evil.example",
)  # fmt: skip
OURS = ("/proposals/?area=1111000000", "/vote/#top", "http://testserver/me/", "/검색/?q=밤길")


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_next_is_not_followed(payload: str) -> None:
    make = RequestFactory()
    assert safe_next(make.post("/", {"next": payload}), default="/me/") == "/me/"
    assert safe_next(make.get("/", {"next": payload}), default="/me/") == "/me/"
    assert safe_next(make.post("/", headers={"referer": payload}), default="/me/") == "/me/"


@pytest.mark.parametrize("address", OURS)
def test_an_address_of_this_site_is(address: str) -> None:
    assert safe_next(RequestFactory().post("/", {"next": address})) == address


@pytest.mark.parametrize("payload", ["999", "portal:home", "9999-12-31", "?x", "proposals"])
def test_what_is_no_address_is_not_looked_up_as_a_view(payload: str) -> None:
    make = RequestFactory()
    assert safe_next(make.post("/", {"next": payload}), default="/me/") == "/me/"


def test_a_secure_site_sends_nobody_to_its_unsafe_twin() -> None:
    request = RequestFactory().post("/", {"next": "http://testserver/me/"}, secure=True)
    assert safe_next(request) == "/"


def test_the_forms_next_goes_before_the_page_it_stood_on() -> None:
    request = RequestFactory().post(
        "/", {"next": "/vote/"}, headers={"referer": "http://testserver/proposals/"}
    )
    assert safe_next(request) == "/vote/"


@pytest.mark.django_db
@pytest.mark.parametrize("payload", HOSTILE)
def test_neither_signing_in_nor_out_nor_the_language_leads_away(payload: str, kim: User) -> None:
    kim.set_password("밤길을-밝히는-등불-1")
    kim.save()
    client = Client()
    given = {"login": kim.email, "password": "밤길을-밝히는-등불-1", "next": payload}
    for response in (
        client.post("/i18n/setlang/", {"language": "en", "next": payload}),
        client.post("/account/login/", given),
        client.post("/account/logout/", {"next": payload}),
    ):
        assert "evil" not in response.get("Location", "")
        assert not response.get("Location", "").lower().strip().startswith(("java", "data", "vbscript"))
