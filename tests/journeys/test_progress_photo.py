"""A department shows how far it is: a photo from a telephone, without scripts; a citizen sees it and says how it came out."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from budgeting.delivery.domain import visiting
from budgeting.delivery.models import Delivery
from civic.attachments.domain import rendering
from civic.attachments.models import Attachment
from civic.common.clock import now
from tests import factories
from tests.civic.attachments import making
from tests.journeys.conftest import Enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_staff_add_a_progress_photo_and_a_citizen_sees_it_described(
    enter: Enter, tmp_path: Path, deliver: Callable[[], None]
) -> None:
    envelope = factories.an_envelope(factories.a_cycle("result"))
    delivery = factories.a_delivery(
        factories.a_project(envelope, state="funded", title="동네 수리 손수레"), 1
    )
    milestone = delivery.milestones.get()
    yoon, oh, kim = (
        factories.a_staff_member("yoon", "officer"),
        factories.a_staff_member("oh", "budget"),
        factories.a_resident("kim"),
    )
    for person in (yoon, oh):
        factories.a_second_factor(person)
    photo = tmp_path / "IMG_2041.heic"
    photo.write_bytes(making.photo("HEIF", width=1600, height=1200))

    staff = enter("yoon", yoon, width="phone", javascript=False)
    there = f"/files/of/delivery.milestone:{milestone.pk}/"
    staff.go(f"/delivery/desk/{delivery.pk}/").follow("추진 사진")
    assert staff.path == there
    staff.page.locator("#photo_file").set_input_files(photo)
    staff.go_on(staff.page.get_by_role("button", name="사진 넣기")).sees("IMG_2041.heic").sees(
        "보관하고 있습니다"
    )
    staff.page.locator("#photo_words").fill("주민센터 앞의 손수레 두 대")
    staff.go_on(staff.page.get_by_role("button", name="사진 넣기")).sees("준비 중")
    rendering.prepare(Attachment.objects.get().pk)  # the worker's part
    enter("yoon", yoon).go(there).sees("주민센터 앞의 손수레 두 대")

    visiting.record_visit(
        oh,
        delivery,
        visited_on=now().date() - timedelta(days=3),
        monitors="시민 3명",
        finding="바퀴가 뻑뻑합니다.",
        at=now(),
    )
    Delivery.objects.filter(pk=delivery.pk).update(
        state="completed", completed_on=now().date() - timedelta(days=30), asked_at=now() - timedelta(days=1)
    )
    for width in ("phone", "desk"):
        citizen = enter("kim", kim, width=width).go(delivery.project.get_absolute_url())
        picture = citizen.page.get_by_role("img", name="주민센터 앞의 손수레 두 대")
        picture.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        assert picture.evaluate("one => one.complete && one.naturalWidth > 0")
    citizen.follow("결과 확인해 주기").tick("예, 잘 되었습니다").press("답변 보내기").sees("10건 이상")
