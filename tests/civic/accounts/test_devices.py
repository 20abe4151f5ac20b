"""What a device is called in the list of one's own."""

import pytest
from allauth.usersessions.models import UserSession
from django.utils import translation

from civic.accounts.devices import device_name

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
SAID = {
    f"Mozilla/5.0 (Linux; Android 14; SM-S918N) {WEBKIT} SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36": (
        "삼성 인터넷, 안드로이드"
    ),
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/130.0 Safari/537.36 Edg/130.0": (
        "엣지, 윈도 컴퓨터"
    ),
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/130.0 Whale/3.28 Safari/537.36": (
        "웨일, 윈도 컴퓨터"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1": (
        "사파리, 아이폰"
    ),
    f"Mozilla/5.0 (Linux; Android 13; SM-A536N) {WEBKIT} Chrome/124.0 Mobile Safari/537.36 KAKAOTALK 10.8.0": (
        "카카오톡, 안드로이드"
    ),
    f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} HeadlessChrome/130.0 Safari/537.36": "크롬, 리눅스 컴퓨터",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0": (
        "파이어폭스, 맥"
    ),
    "curl/8.5.0": "알 수 없는 기기",
    "": "알 수 없는 기기",
}


@pytest.mark.parametrize(("said", "name"), SAID.items())
def test_a_device_is_called_by_browser_and_system(said: str, name: str) -> None:
    with translation.override("ko"):
        assert device_name(said) == name


@pytest.mark.django_db
def test_the_list_of_ones_devices_names_each(client, kim) -> None:
    client.force_login(kim)
    key = client.session.session_key
    UserSession.objects.create(user=kim, session_key=key, ip="127.0.0.1", user_agent=next(iter(SAID)))
    page = client.get("/account/sessions/").content.decode()
    assert "삼성 인터넷, 안드로이드" in page
    assert "Mozilla" not in page
