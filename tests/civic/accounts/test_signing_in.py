"""Signing up and in: the age first, a code by mail, the same answer for strangers, and an end to guessing."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from civic.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "밤길을-밝히는-등불-1"
SIGN_UP = {"age_confirmed": "on", "display_name": "  새로   온이 ", "email": "new@example.org"}


@pytest.fixture(autouse=True)
def no_memory() -> None:
    """Limits count in the cache, which outlives a test."""
    cache.clear()


def with_password(name: str) -> User:
    person = factories.a_person(name)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def code_in_last_mail() -> str:
    found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def signed_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_the_age_is_asked_first(client: Client) -> None:
    html = client.get("/account/signup/").content.decode()
    places = [
        html.index(f'name="{name}"') for name in ("age_confirmed", "display_name", "email", "password1")
    ]
    assert places == sorted(places)


def test_nothing_is_stored_of_somebody_who_does_not_declare_their_age(client: Client) -> None:
    response = client.post("/account/signup/", {**SIGN_UP, "age_confirmed": ""})
    html = response.content.decode()
    assert "만 14세 이상인지 확인해 주십시오" in html or "만 14세" in html
    assert 'class="error-summary' in html
    assert "new@example.org" in html, "what was typed stays"
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
    assert mail.outbox == []


def test_sign_up_by_code_without_a_password(client: Client) -> None:
    response = client.post("/account/signup/", SIGN_UP)
    assert response.status_code == 302
    assert not signed_in(client), "the address is not proved yet"
    message = mail.outbox[-1]
    assert message.to == ["new@example.org"]
    assert re.search("[가-힣]{2}", message.subject)
    assert "시민참여에서 알려 드립니다." in message.body
    assert "testserver" not in message.body, "a mail names the site, not the host of the request"
    client.post(response["Location"], {"code": code_in_last_mail()})
    assert signed_in(client)
    person = User.objects.get(email="new@example.org")
    assert person.display_name == "새로 온이"
    assert person.age_confirmed_at is not None
    assert not person.has_usable_password()


def test_a_wrong_code_lets_nobody_in(client: Client) -> None:
    response = client.post("/account/signup/", SIGN_UP)
    client.post(response["Location"], {"code": "AAA-AAA"})
    assert not signed_in(client)


def test_sign_in_by_code_goes_on_where_one_was(client: Client) -> None:
    person = with_password("kim")
    response = client.post(
        "/account/login/code/?next=/proposals/", {"email": person.email, "next": "/proposals/"}
    )
    assert re.search("[가-힣]{2}", str(mail.outbox[-1].body))
    done = client.post(response["Location"], {"code": code_in_last_mail(), "next": "/proposals/"})
    assert done["Location"] == "/proposals/"
    assert signed_in(client)


def test_sign_in_by_password_makes_a_new_session_key(client: Client) -> None:
    person = with_password("kim")
    client.get("/account/login/")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert signed_in(client)
    assert client.session.session_key != before


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(client: Client) -> None:
    client.force_login(with_password("kim"))
    thief = Client()
    thief.cookies = client.cookies.copy()
    assert signed_in(thief)
    client.post("/account/logout/")
    assert not signed_in(thief)


def test_strangers_and_members_get_the_same_answer(client: Client) -> None:
    with_password("kim")
    answers = []
    for email in ("kim@example.org", "nobody@example.org"):
        asked = Client().post("/account/login/code/", {"email": email})
        reset = Client().post("/account/password/reset/", {"email": email})
        up = Client().post("/account/signup/", {**SIGN_UP, "email": email})
        answers.append([(one.status_code, one.get("Location")) for one in (asked, reset, up)])
    assert answers[0] == answers[1]
    assert len(mail.outbox) == 6, "the person who owns the address learns what was tried"
    assert all(re.search("[가-힣]{2}", str(one.body)) for one in mail.outbox)


def test_guessing_a_password_comes_to_an_end(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}  # allauth's own limits, as on a real installation
    person = with_password("kim")
    for _try in range(5):
        client.post("/account/login/", {"login": person.email, "password": "wrong-password-1"})
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert not signed_in(client), "even the right password is not looked at any more"


def test_without_the_limit_the_right_password_after_five_wrong_ones_comes_in(client: Client) -> None:
    person = with_password("kim")
    for _try in range(5):
        client.post("/account/login/", {"login": person.email, "password": "wrong-password-1"})
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert signed_in(client)


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_made_up_forwarding_address_does_not_get_round_the_limit(settings: Any, proxies: int) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answers = []
    for number in range(5):
        with_password(f"person-{number}")
        forwarded = f"203.0.113.{number}, 198.51.100.7" if proxies else f"203.0.113.{number}"
        client = Client(headers={"x-forwarded-for": forwarded})
        client.post(
            "/account/login/", {"login": f"person-{number}@example.org", "password": "wrong-password-1"}
        )
        client.post("/account/login/", {"login": f"person-{number}@example.org", "password": PASSWORD})
        answers.append(signed_in(client))
    assert answers[0] is True
    assert answers[-1] is False


def test_asking_for_codes_comes_to_an_end(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    with_password("kim")
    for _try in range(6):
        Client().post("/account/login/code/", {"email": "kim@example.org"})
    assert len(mail.outbox) == 3, "three mails a minute to one address"
    refused = Client().post("/account/login/code/", {"email": "kim@example.org"})
    assert "error-summary" in refused.content.decode()


def test_without_javascript_the_page_says_in_its_own_words_what_does_not_work(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    assert "이 기능은 자바스크립트를 요구합니다" not in page, "a sentence of the library, outside of the page"
    assert "패스키는 자바스크립트를 켜야" in page
