"""Registering by keyboard and without JavaScript, cancelling by the link, and a door whose network goes away."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from civic.common.clock import now
from tests import factories
from tests.journeys.conftest import Enter, no_network
from tests.journeys.keys import Keys
from workshops.before.links import cancel_path
from workshops.domain.arranging import Asked, keep_places, set_questions
from workshops.domain.registering import register
from workshops.models import Registration, Reserved, Workshop

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_the_registration_to_a_door_without_a_network(enter: Enter) -> None:
    cache.clear()
    kim, lee = factories.a_resident("kim"), factories.a_resident("lee")
    seo = factories.a_staff_member("seo", "host")
    factories.a_second_factor(seo)
    workshop = factories.a_workshop(
        state="planned", capacity=9, companions_max=2, starts_in=timedelta(minutes=20)
    )
    keep_places(seo, workshop, kind=Reserved.Kind.WHEELCHAIR, seats=3, at=now())
    set_questions(seo, workshop, [Asked("처음 오십니까?", kind="yes_no", required=True)])
    question = workshop.questions.get()
    Workshop.objects.filter(pk=workshop.pk).update(state="announced")

    # Kim uses the keyboard alone; Lee's phone runs no JavaScript
    keys = Keys(enter("kim", kim))
    keys.walker.go(f"/workshops/{workshop.code}/")
    keys.follow(f"/workshops/{workshop.code}/register/")
    keys.write("companions", "1")
    keys.tick(keys.page.locator('main [name="wheelchair"]'))
    keys.tick(keys.page.locator(f'main [name="question_{question.pk}"]').first)
    keys.send("companions")
    seat = Registration.objects.get(user=kim)
    keys.walker.sees(seat.code).sees("휠체어석")
    plain = enter("lee", lee, width="phone", javascript=False)
    plain.go(f"/workshops/{workshop.code}/register/").send("companions").sees("문제가 있습니다")
    plain.put(**{f"question_{question.pk}": "no"}).send("companions")
    other = Registration.objects.get(user=lee)
    assert (seat.seats, other.seats) == (2, 1)

    # The link in the mail asks first, and needs no account
    stranger = enter("link", width="phone", javascript=False)
    stranger.go(cancel_path(other)).sees("취소하시겠습니까").press("신청 취소")
    stranger.sees("신청이 취소되었습니다")
    register(lee, workshop, at=now(), answers={question.pk: "no"})

    # The door: loaded once, then the network goes, the page is opened anew, and the check-in waits on the device
    door = enter("host", seo, width="phone").go(f"/workshops/desk/{workshop.code}/door/")
    page, state = door.page, door.page.locator("#door-state")
    page.evaluate(
        """async () => { await navigator.serviceWorker.ready;
        while (!(await caches.match(location.pathname))) await new Promise(requestAnimationFrame); }"""
    )
    with no_network(door.context):
        row = page.locator(f'[data-code="{seat.code}"]')
        row.get_by_role("button", name="출석 확인").click()
        mistaken = page.locator(f'[data-code="{Registration.objects.in_force().get(user=lee).code}"]')
        mistaken.get_by_role("button", name="출석 확인").click()
        mistaken.get_by_role("button", name="되돌리기").click()
        page.locator("#door-name").fill("박걸음")
        page.locator("#door-name").press("Enter")
        expect(state).to_contain_text("3건이 통신을 기다립니다")
        page.reload()
        expect(page.locator("h1")).to_have_text("현장 접수 명단")
        expect(row.locator("[data-in]")).to_be_hidden()
        expect(page.locator("#door-walkins")).to_contain_text("박걸음")
        assert Registration.objects.get(pk=seat.pk).checked_in_at is None
    expect(state).to_contain_text("모두 전송했습니다", timeout=30_000)
    seat.refresh_from_db()
    assert seat.checked_in_at is not None
    assert Registration.objects.get(walk_in=True).name == "박걸음"
    assert Registration.objects.in_force().get(user=lee).checked_in_at is None
    page.locator("#door-clear").click()
    expect(state).to_contain_text("이 기기에서 명단을 삭제했습니다")
    assert page.evaluate("async () => [localStorage.length, await caches.has('door')]") == [0, False]
