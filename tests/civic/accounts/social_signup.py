"""Run by test_social.py in a process of its own, for the providers are chosen when the settings are read."""

import django

django.setup()

from allauth.socialaccount.adapter import get_adapter  # noqa: E402  after django.setup()
from allauth.socialaccount.models import SocialAccount, SocialLogin  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402

from civic.accounts.models import User  # noqa: E402

PATH = "/account/3rdparty/signup/"


def walk(client: Client) -> None:
    html = client.get("/account/login/").content.decode()
    assert "카카오" in html, "Kakao stands on the log-in page"
    assert "네이버" in html, "Naver stands on the log-in page"
    assert 'href="/account/kakao/login/' in html
    assert client.get("/account/kakao/login/").status_code == 200, "nothing leaves the site on a GET"
    away = client.post("/account/kakao/login/")["Location"]
    assert away.startswith("https://kauth.kakao.com/"), away
    arrive(client)
    page = client.get(PATH).content.decode()
    assert 'name="age_confirmed"' in page
    assert 'name="display_name"' in page
    given = {"email": "social@example.org", "display_name": "카카오 이웃"}
    client.post(PATH, given)
    assert not User.objects.filter(email="social@example.org").exists(), "the age is declared first"
    assert not SocialAccount.objects.exists()
    client.post(PATH, {**given, "age_confirmed": "on"})
    person = User.objects.get(email="social@example.org")
    assert person.age_confirmed_at is not None
    assert person.display_name == "카카오 이웃"
    assert SocialAccount.objects.get().user == person


def arrive(client: Client) -> None:
    """As if Kakao had sent the person back: what it says stands in the session."""
    account = SocialAccount(provider="kakao", uid="1", extra_data={"id": 1})
    provider = get_adapter().get_provider(RequestFactory().get("/"), "kakao")
    person = User(email="social@example.org")
    login = SocialLogin(user=person, account=account, email_addresses=[], provider=provider)
    session = client.session
    session["socialaccount_sociallogin"] = login.serialize()
    session.save()


with transaction.atomic():
    walk(Client())
    transaction.set_rollback(True)
print("as it should be")
