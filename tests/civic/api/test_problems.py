"""Every error of the API is a problem document."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from civic.accounts.models import User
from civic.api.views.root import Root
from civic.comments.models import Thread
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments(kim: User) -> str:
    thread = factories.a_proposal(author=kim).thread
    assert isinstance(thread, Thread)
    return f"/api/v1/threads/{thread.pk}/comments/"


def problem(response: Any, code: str, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert (found["type"], found["status"]) == (f"urn:civic:problem:{code}", status)
    assert found["title"]
    return found


def test_the_root_lists_every_collection(client: Client) -> None:
    found = client.get("/api/v1/").json()
    assert {"proposals", "workshops", "cycles", "committee", "votes"} <= set(found["collections"])
    for address in found["collections"].values():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert set(answer.json()) == {"results", "next"}, f"{address} is turned over like the others"


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/proposals/", "/api/v1/nothing/", "/api/schema/"])
def test_scripts_of_other_sites_read_what_everybody_may_read(client: Client, path: str) -> None:
    response = client.get(path)
    assert response["Access-Control-Allow-Origin"] == "*", (
        "never an origin: so a browser sends no cookie along"
    )
    assert "Access-Control-Allow-Credentials" not in response
    assert "Retry-After" in response["Access-Control-Expose-Headers"]


def test_scripts_of_other_sites_write_nothing_and_get_no_token(client: Client, lee: User) -> None:
    client.force_login(lee)
    for response in (
        client.post("/api/v1/proposals/", {}, content_type="application/json"),
        client.options("/api/v1/proposals/", HTTP_ORIGIN="https://other.example"),
        client.get("/api/tokens/"),
    ):
        assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v2/", "/api/v1/threads/999999/comments/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_404(client: Client, path: str, method: str) -> None:
    problem(getattr(client, method)(path, content_type="application/json"), "not_found", 404)


def test_405(client: Client, comments: str) -> None:
    response = client.delete(comments)
    problem(response, "method_not_allowed", 405)


def test_406(client: Client, comments: str) -> None:
    problem(client.get(comments, HTTP_ACCEPT="application/xml"), "not_acceptable", 406)


def test_415(client: Client, comments: str, lee: User) -> None:
    client.force_login(lee)
    problem(client.post(comments, "<x/>", content_type="application/xml"), "unsupported_media_type", 415)


def test_what_is_no_json_is_a_problem(client: Client, comments: str, lee: User) -> None:
    client.force_login(lee)
    problem(client.post(comments, "{", content_type="application/json"), "parse_error", 400)


@pytest.mark.parametrize(
    ("sent", "code", "status"),
    [("[" * 100_000, "parse_error", 400), (f'{{"body": "{"a" * 3_000_000}"}}', "too_large", 413)],
    ids=["deep", "large"],
)
def test_what_cannot_be_taken_in_is_the_senders_fault(
    client: Client, comments: str, lee: User, sent: str, code: str, status: int
) -> None:
    client.force_login(lee)
    problem(client.post(comments, sent, content_type="application/json"), code, status)


@pytest.mark.parametrize("address", ["/api/v1/proposals/%00/", "/api/v1/workshops/A%00/opinions/"])
def test_a_letter_that_the_database_cannot_hold_names_nothing(client: Client, address: str) -> None:
    problem(client.get(address), "not_found", 404)


@pytest.mark.parametrize("address", ["/search/?q=%00", "/proposals/?topic=%00&area=%00", "/workshops/%00/"])
def test_it_breaks_no_page(client: Client, address: str) -> None:
    assert client.get(address).status_code in (200, 404)


@pytest.mark.parametrize("letter", ["\\u0000", "\\ud800"], ids=["null", "half a pair"])
def test_nor_does_such_a_letter_in_what_is_sent(
    client: Client, comments: str, lee: User, letter: str
) -> None:
    client.force_login(lee)
    for sent in (
        f'{{"topic": "a{letter}"}}',
        f'{{"topic": [{{"a{letter}": 1}}]}}',
        f'{{"call": "{letter}"}}',
    ):
        for address in ("/api/v1/proposals/drafts/", "/api/v1/proposals/"):
            problem(client.post(address, sent, content_type="application/json"), "invalid", 422)
    found = problem(
        client.post(comments, f'{{"a{letter}": 1}}', content_type="application/json"), "invalid", 422
    )
    assert len(found["errors"]) == 1


def test_every_401_says_how_to_be_known(client: Client, comments: str) -> None:
    refused = client.post(comments, {}, content_type="application/json")
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Token")


def test_a_token_sent_as_bearer_is_not_taken_for_nobodys(client: Client) -> None:
    problem(client.get("/api/v1/", HTTP_AUTHORIZATION="Bearer civic_x"), "authentication_failed", 401)


def test_the_librarys_own_errors_are_said_in_korean_and_in_english(client: Client, lee: User) -> None:
    refused = Client(enforce_csrf_checks=True)
    refused.force_login(lee)
    for said in ("ko", "en"):
        User.objects.update(language=said)
        given = {"HTTP_ACCEPT_LANGUAGE": said, "content_type": "application/json"}
        answers = [
            client.delete("/api/v1/proposals/", **given),
            client.get("/api/v1/", HTTP_ACCEPT="application/xml", HTTP_ACCEPT_LANGUAGE=said),
            client.post("/api/v1/proposals/", "{", **given),
            refused.post("/api/v1/proposals/", "{}", **given),
        ]
        titles = [one.json()["title"] for one in answers]
        assert [bool(re.search("[가-힣]", title)) for title in titles] == [said == "ko"] * 4, titles
        assert not any("CSRF" in title for title in titles)


def test_a_cursor_of_another_list_is_not_its_first_page(client: Client, kim: User) -> None:
    for _ in range(2):
        factories.a_proposal(author=kim)
    cursor = client.get("/api/v1/proposals/?size=1").json()["next"]
    assert client.get("/api/v1/proposals/", {"after": cursor}).status_code == 200
    for foreign in ("rubbish", cursor[:-1]):
        found = problem(client.get("/api/v1/proposals/", {"after": foreign}), "invalid", 422)
        assert set(found["errors"]) == {"after"}
    assert problem(client.get("/api/v1/workshops/", {"after": cursor}), "invalid", 422)


def test_422_names_the_fields(client: Client, comments: str, lee: User) -> None:
    client.force_login(lee)
    found = problem(
        client.post(comments, {"stance": "maybe"}, content_type="application/json"), "invalid", 422
    )
    assert set(found["errors"]) == {"body", "stance"}


def test_a_refusal_has_its_own_code(client: Client, comments: str) -> None:
    found = problem(
        client.post(comments, {"body": "x"}, content_type="application/json"), "accounts.sign_in_first", 401
    )
    assert found["detail"]


def test_500_tells_nothing_and_is_logged(
    comments: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Root, "get", broken)
    response = Client(raise_request_exception=False).get("/api/v1/")
    problem(response, "internal", 500)
    assert "secret detail" not in response.content.decode()
    with pytest.raises(RuntimeError):
        Client().get("/api/v1/")


@pytest.fixture
def throttled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    monkeypatch.setattr(APIView, "throttle_classes", [AnonRateThrottle])
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "3/min"})
    yield
    cache.clear()


def test_429_says_when_to_come_back(client: Client, throttled: None) -> None:
    for _ in range(3):
        assert client.get("/api/v1/").status_code == 200
    response = client.get("/api/v1/")
    problem(response, "throttled", 429)
    assert 0 < int(response["Retry-After"]) <= 60


def test_a_made_up_forwarding_header_does_not_lift_the_limit(client: Client, throttled: None) -> None:
    answers = [client.get("/api/v1/", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").status_code for n in range(5)]
    assert answers == [200, 200, 200, 429, 429]
