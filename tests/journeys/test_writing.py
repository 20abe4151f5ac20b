"""Writing a proposal on a phone before there is an account: the network goes, the browser is killed, nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from proposals.models import Encounter, Proposal
from tests import factories
from tests.journeys.conftest import Enter, Walker

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TITLE = "시장 뒷골목에 안내등을 달아 주세요"
FIRST, SECOND = "밤길이 어둡습니다.", "밤길이 어둡습니다. 아이들이 무서워합니다."


def line(person: Walker):
    return person.page.locator("#saved")


def cut_off_and_killed(person: Walker) -> None:
    """Type, lose the network, type on, get it back; then the browser is killed and opened again."""
    text = person.page.locator("#id_body")
    text.fill(FIRST)
    expect(line(person)).to_contain_text(re.compile(r"(오전|낮|오후)\s\d+시(\s\d+분)?에 저장했습니다"))
    person.context.set_offline(True)
    text.fill(SECOND)
    expect(line(person)).to_contain_text("저장하지 못했습니다")
    expect(text).to_have_value(SECOND)
    person.context.set_offline(False)
    expect(line(person)).to_contain_text("에 저장했습니다")
    address = person.page.url.removeprefix(person.base)
    person.page.close(run_before_unload=False)
    person.page = person.context.new_page()
    person.go(address)
    expect(person.page.locator("#id_body")).to_have_value(SECOND)


def where_the_device_is(person: Walker, javascript: bool) -> None:
    """Refused by the device it is said in words; allowed it is taken over. Without scripts there is no such button."""
    button = person.page.get_by_role("button", name="현재 위치 사용")
    expect(button).to_have_count(1 if javascript else 0)
    if not javascript:
        return
    said = person.page.locator("[data-position-said]")
    button.click()
    expect(said).to_contain_text("허용하지 않았습니다")
    person.context.grant_permissions(["geolocation"])
    person.context.set_geolocation({"latitude": 37.56632, "longitude": 126.97792})
    button.click()
    expect(said).to_contain_text("37.5663, 126.9779")
    person.checked.clear()  # the page looks different now: once more under axe
    person.check()


@pytest.mark.parametrize("javascript", [True, False], ids=["phone", "phone without JavaScript"])
def test_a_proposal_is_written_before_there_is_an_account(javascript, enter: Enter):
    factories.a_topic()
    old = factories.a_proposal(title="시장 뒷골목 안내등 설치 요청")
    person = enter("visitor", width="phone", javascript=javascript).go("/proposals/new/")
    person.put(title=TITLE)
    if javascript:
        expect(person.page.locator("#hints")).to_contain_text(old.title)
    person.send("title").sees(old.title).press("새로 쓰기")
    if javascript:
        cut_off_and_killed(person)
    person.put(body=f"{SECOND} 연락처 010-0000-1234", kind="problem").send("body")
    person.put(topic="safety").send("topic")
    where_the_device_is(person, javascript)
    person.put(place="서울특별시 종로구 시장 뒷골목").send("place")
    person.put(rough_cost="1,200만원").send("rough_cost")
    person.put(group_kind="residents", group_name="한빛마을 주민모임").send("group_name")
    person.sees("010-0000-1234").follow("내용 고치기").put(body=SECOND, kind="problem")
    person.send("body").go(f"/proposals/drafts/{Proposal.objects.get(state='draft').uuid}/")
    person.sees("제안 내용 쓰기").follow("확인하고 제출")
    person.sees("시장 뒷골목").sees("로그인하고 제출하기")
    person.sign_in(factories.a_resident("lee", "1129000000"))
    person.go(person.path).press(re.compile("제출")).sees(re.compile(r"P-\d{4}-\d{5}"))
    written = Proposal.objects.exclude(pk=old.pk).get()
    assert (written.body, written.area_id, written.rough_cost) == (SECOND, "1111000000", 12_000_000)
    assert (written.author.display_name, written.choice_after_similar) == ("lee", "write")
    assert (written.latitude is not None, written.group_name) == (javascript, "한빛마을 주민모임")
    assert Encounter.objects.get().shown == [old.number]
