"""A workshop evening in a real browser: register, check in by a second device, write and choose, the screen, the record."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from civic.common.clock import now
from tests import factories
from tests.journeys.conftest import Enter
from workshops.domain import registering
from workshops.live.domain import answering, joining
from workshops.live.models import Answer, Room, Statement
from workshops.live.tasks import regroup_room
from workshops.models import Opinion, Registration, Workshop
from workshops.posters import poster_code

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_the_registration_to_the_receipt_of_an_opinion(enter: Enter) -> None:
    cache.clear()
    kim, lee = factories.a_resident("kim"), factories.a_resident("lee")
    seo = factories.a_staff_member("seo", "host")
    factories.a_second_factor(seo)
    workshop = factories.a_workshop(starts_in=timedelta(minutes=20))
    other = registering.register(lee, workshop, at=now())

    # Kim registers on a phone; the clerk scans the picture with a device of the city; Lee checks in at the poster
    phone = enter("kim", kim, width="phone")
    phone.go(f"/workshops/{workshop.code}/register/").send("name").sees(
        Registration.objects.get(user=kim).code
    )
    seat = Registration.objects.get(user=kim)
    clerk = enter("clerk", seo, width="phone")
    clerk.go(f"/workshops/{workshop.code}/in/{seat.code}/").press("출석 확인")
    clerk.go(f"/workshops/{workshop.code}/in/{seat.code}/").sees("이미")
    visitor = enter("lee", width="phone")
    visitor.go(f"/workshops/{workshop.code}/here/{poster_code(workshop)}/").put(code=other.code).send("code")
    visitor.sees("입장이 확인되었습니다")
    assert Registration.objects.filter(checked_in_at__isnull=False).count() == 2

    # The host begins, opens the room, and shows the screen
    Workshop.objects.filter(pk=workshop.pk).update(starts_at=now() - timedelta(minutes=1))
    desk = enter("host", seo)
    desk.go(f"/workshops/desk/{workshop.code}/").post(f"/workshops/desk/{workshop.code}/hold/")
    desk.go(f"/room/desk/{workshop.code}/").put(question="밤길에 무엇이 필요합니까?").send("question")
    room = Room.objects.get()
    screen = enter("screen")
    screen.go(f"/room/{room.code}/screen/").sees("휴대전화로 의견을 적어 주십시오")

    # Kim writes by the code; Lee joins without JavaScript
    phone.go("/room/").put(code=room.code.lower()).send("code").press("이 기기로 참여하기")
    phone.put(text="막차에서 내려 걷는 길이 어둡습니다.").send("text").sees("접수 코드")
    plain = enter("plain", width="phone", javascript=False)
    plain.go(f"/room/{room.code}/join/").press("이 기기로 참여하기")
    desk.go(f"/room/desk/{workshop.code}/").press(re.compile("화면에 올리기"))
    statement = Statement.objects.get()
    expect(screen.page.locator("main")).to_contain_text("막차에서 내려", timeout=30_000)  # by itself

    # The phase moves; Lee answers; a phone without JavaScript has its link
    desk.press("고르기 단계로")
    expect(phone.page.locator("main")).to_contain_text(
        "모두 답하셨습니다", timeout=30_000
    )  # one's own is not asked
    plain.follow("새로 고침").press("동의").sees("모두 답하셨습니다")
    assert Answer.objects.get().agree == 1

    # Ten have answered: a worker finds the groups; the screen and a phone that is done show them
    expect(screen.page.locator("main")).to_contain_text("10명이 되면", timeout=30_000)
    for _n in range(9):
        answering.answer(joining.join(room, at=now()), statement, "agree")
    regroup_room(room.pk)
    expect(screen.page.locator("main")).to_contain_text("갈래 A: 10명", timeout=30_000)
    plain.follow("새로 고침").sees("귀하의 답은 갈래 A에 가장 가깝습니다")

    # Closed, recorded in one step, published; Kim follows the opinion by the receipt code
    desk.go(f"/room/desk/{workshop.code}/").press("의견방 닫기").press("의견방 닫기").follow(
        "고른 의견을 기록에 올리기"
    )
    desk.press("선택한 의견 기록하기").sees("막차에서 내려")
    assert Opinion.objects.get().receipt == statement.receipt
    desk.press("기록 공개")
    visitor.go("/workshops/receipt/").put(receipt=statement.receipt).send("receipt").sees("막차에서 내려")
    visitor.go(f"/room/{room.code}/").sees("동의 10")
