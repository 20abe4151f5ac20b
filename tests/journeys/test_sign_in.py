"""Signing up and in by hand, in a real browser: by code on a phone, and once with JavaScript off."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from civic.accounts.models import User
from tests import factories
from tests.journeys.conftest import Enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "밤길을-밝히는-등불-1"


@pytest.fixture(autouse=True)
def city() -> None:
    cache.clear()
    factories.a_city()


def code() -> str:
    found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "without"])
def test_a_newcomer_signs_up_by_code_on_a_phone(enter: Enter, javascript: bool) -> None:
    newcomer = enter("newcomer", width="phone", javascript=javascript)
    newcomer.go("/account/login/").follow("회원가입")
    newcomer.fill("다른 사람에게 보이는 이름", "박하늘").fill("이메일", "sky@example.org").press("회원가입")
    newcomer.sees("문제가 있습니다")
    assert newcomer.page.title().startswith("오류:")
    assert not User.objects.exists(), "nothing is stored before the age is declared"
    newcomer.tick("만 14세 이상입니다").press("회원가입")
    newcomer.sees("sky@example.org")
    newcomer.fill(re.compile("코드"), "AAAA-AAAA").press("확인")
    assert newcomer.page.locator(".error-summary").is_visible()
    newcomer.fill(re.compile("코드"), code()).press("확인")
    newcomer.go("/me/").sees("박하늘")
    newcomer.go("/account/profile/").go("/account/sessions/").go("/account/email/").go("/account/2fa/")
    newcomer.follow("내 정보").follow("로그아웃").press("로그아웃")
    newcomer.go("/account/login/").follow("이메일로 로그인 코드 받기")
    newcomer.fill("이메일", "sky@example.org").press("코드 받기")
    newcomer.fill(re.compile("코드"), code()).press("확인")
    newcomer.go("/me/").sees("박하늘")


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_member_signs_in_by_password_sets_up_a_second_factor_and_leaves(enter: Enter, width: str) -> None:
    person = factories.a_person("moon", display_name="문가람")
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    member = enter("moon", width=width)
    member.go("/me/")
    member.fill("이메일", person.email).fill("비밀번호", PASSWORD)
    member.page.locator("form.form").get_by_role("button", name="로그인").click()
    member.page.wait_for_load_state()
    member.check().sees("문가람")
    member.go("/account/2fa/totp/activate/")
    member.fill("비밀번호", PASSWORD).press("확인")
    member.go("/account/2fa/webauthn/add/").go("/account/2fa/webauthn/").go("/account/password/change/").go(
        "/account/3rdparty/"
    )
    member.go("/account/2fa/totp/activate/")
    assert member.page.locator("main img").bounding_box() is not None, "the QR code is drawn within the CSP"
    member.go("/account/leave/").press("회원 탈퇴")
    assert member.page.locator(".error-summary").is_visible()
    member.tick("되돌릴 수 없다는 것을 이해했습니다").press("회원 탈퇴")
    member.sees("탈퇴 처리되었습니다")
    person.refresh_from_db()
    assert not person.is_active


def test_the_other_pages_of_the_way_in(enter: Enter) -> None:
    visitor = enter("visitor", width="phone")
    visitor.go("/account/password/reset/").fill("이메일", "nobody@example.org").press("링크 받기")
    visitor.go("/areas/").go("/privacy/").go("/accessibility/")
