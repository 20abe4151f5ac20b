"""The desk of a delivery: what waits, until when, and what comes of an act that cannot be taken back."""

import pytest
from django.test import Client
from django.utils import timezone

from budgeting.delivery.domain import visiting
from budgeting.delivery.models import Delivery
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.dates import date_text
from civic.common.periods import due_day
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(client: Client, settings: object) -> Delivery:
    settings.DEMO_MODE = True  # type: ignore[attr-defined]  # staff need no second factor here
    envelope = factories.an_envelope(factories.a_cycle("result"))
    made = factories.a_delivery(factories.a_project(envelope, cost=80_000_000, state="funded"), 1)
    client.force_login(factories.a_staff_member("keeper", "officer", department=made.department))
    return made


def page(client: Client, delivery: Delivery, tail: str = "") -> str:
    return client.get(f"/delivery/desk/{delivery.pk}/{tail}").content.decode().split("<main")[1]


def test_a_finding_that_waits_stands_on_the_desk_with_the_day_until_which_it_is_answered(
    client: Client, delivery: Delivery, oh: User
) -> None:
    link = f'href="/delivery/desk/{delivery.pk}/answer/"'
    assert link not in page(client, delivery)
    visit = visiting.record_visit(
        oh, delivery, visited_on=timezone.localdate(), monitors="시민 3명", finding="뻑뻑합니다.", at=now()
    )
    due = date_text(due_day(now(), 14))
    shown = page(client, delivery)
    assert link in shown
    assert "뻑뻑합니다." in shown
    for where in (shown, page(client, delivery, "answer/")):
        assert due.split("(")[0].split(".\u00a0", 1)[1] in where, "until when"
    officer = User.objects.get(roles__department=delivery.department)
    visiting.answer_visit(officer, visit, answer="고쳤습니다.", at=now())
    assert link not in page(client, delivery)


def test_on_the_page_that_cancels_a_project_one_button_cancels_and_it_is_the_one_that_says_so(
    client: Client, delivery: Delivery
) -> None:
    """A link "Cancel" beside a button "Save" said the opposite of what each did."""
    shown = page(client, delivery, "cancel/")
    assert "사업 취소하기</button>" in shown
    assert ">취소</a>" not in shown
    assert "다시 시작할 수 없습니다" in shown
    assert "되돌릴 수 없습니다" in page(client, delivery, "complete/")
    refused = client.post(f"/delivery/desk/{delivery.pk}/cancel/", {"reason": ""})
    assert refused.status_code == 422
    assert "다시 시작할 수 없습니다" in refused.content.decode()
