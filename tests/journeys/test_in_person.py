"""A day at a polling place, and the evening after it, in a real browser: marks, a kiosk, slips read twice and decided."""

import re

import pytest
from django.core.cache import cache

from budgeting.results.domain.counting import count_votes
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.models import InPersonMark, LedgerEntry, PaperBatch, PollingPlace, SealedBallot
from civic.accounts.actors import System
from tests import factories
from tests.budgeting.voting import booths, making
from tests.journeys.conftest import Enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_web_ballot_gives_way_to_a_slip_that_two_enter_and_a_third_decides(enter: Enter) -> None:
    cache.clear()
    kim, lee = factories.a_resident("kim"), factories.a_resident("lee")
    officer = factories.a_staff_member("oh", "budget")
    first, second = booths.a_clerk("first"), booths.a_clerk("second")
    for person in (officer, first, second):
        factories.a_second_factor(person)
    vote = booths.a_vote(picks_max=2)
    numbers, page = [one.number for one in vote.projects], f"/vote/{vote.cycle.slug}/"

    # The officer makes a place and numbers slips
    desk = enter("officer", officer)
    desk.go(f"{page}places/").put(
        name="종로구청 1층", area="1111000000", address="종로1길 36", hours="09:00-18:00"
    ).send("address")
    place = PollingPlace.objects.get()
    desk.go(f"{page}places/{place.pk}/").put(count="5").send("count")

    # A resident has voted on the site, comes in person, and is marked
    vote.cast(kim, 0)
    phone = enter("kim", kim, width="phone")
    phone.go(page).sees("종로1길 36")
    phone.post(f"{page}station-code/")
    code = phone.page.locator(".confirmation__reference").inner_text()
    station = enter("first", first)
    station.go("/vote/station/").go(f"/vote/station/{place.pk}/")
    station.page.get_by_label(re.compile("투표자가 보여 주는 코드")).fill(code)
    station.page.keyboard.press("Enter")
    station.page.wait_for_load_state()
    station.check().sees("종로구")
    station.post(f"/vote/station/{place.pk}/mark/").sees("1")
    assert InPersonMark.objects.count() == LedgerEntry.objects.filter(kind="void").count() == 1
    phone.go(page).sees("종이로 투표하신 것으로 표시되어 있습니다")

    # Another one votes at the kiosk, without JavaScript
    station.post(f"/vote/station/{place.pk}/kiosk/")
    address = station.page.locator("main code").inner_text()
    kiosk = enter("kiosk", width="phone", javascript=False)
    kiosk.go(address[address.index("/vote/") :]).press("투표 단말기로 쓰기")
    phone = enter("lee", lee, width="phone")
    phone.go(page).post(f"{page}station-code/")
    kiosk.put(code=phone.page.locator(".confirmation__reference").inner_text()).send("code")
    kiosk.page.locator(f'[name="{vote.envelope.key}:{numbers[1]}"]').check()
    kiosk.press("계속").press("투표하기").sees("-")
    kiosk.follow("다음 사람에게 넘기기")
    assert SealedBallot.objects.filter(channel="kiosk").count() == 1
    assert "kiosk-voter" not in {one["name"] for one in kiosk.context.cookies()}

    # The vote is over: two enter the slip, blind, and differ; the officer decides; the batch closes and is counted
    making.end_voting(vote.cycle)
    field = f"envelope_{vote.envelope.key}"
    station.go("/desk/").go(f"{page}paper/").press("1차 입력 시작")
    batch = PaperBatch.objects.get()
    station.put(number="3", **{field: numbers[0]}).send("number")
    station.press("투표지를 모두 입력함")
    other = enter("second", second, width="phone")
    other.go(f"{page}paper/{batch.pk}/").press("2차 입력 맡기")
    other.put(number="3", **{field: numbers[1]}).send("number")
    other.press("투표지를 모두 입력함").sees("다른 곳")
    desk.go(f"{page}paper/{batch.pk}/").follow("3번 투표지 판정")
    desk.put(fate="read", **{field: numbers[1]}).send(field)
    desk.press("묶음 마감").sees("묶음이 마감되었습니다")
    close_voting(System("test"), making.fresh(vote.cycle))
    assert count_votes(System("test"), making.fresh(vote.cycle)).channels == {"kiosk": 1, "paper": 1}
