"""What comes next in a delivery, and by when: on the pages, on the desk, on the front page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from budgeting.delivery.domain import awarding, ending, milestones, spending, visiting
from budgeting.delivery.models import Delivery, Visit
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.dates import date_text, deadline_text
from civic.common.periods import due_day
from civic.common.refusals import Refusal
from tests import factories

pytestmark = pytest.mark.django_db


def a_delivery(**fields: object) -> Delivery:
    envelope = factories.an_envelope(factories.a_cycle("result"))
    project = factories.a_project(envelope, cost=80_000_000, state="funded")
    return factories.a_delivery(project, 1, **fields)


def its_officer(delivery: Delivery) -> User:
    return factories.a_staff_member("keeper", "officer", department=delivery.department)


def visited(oh: User, delivery: Delivery) -> Visit:
    return visiting.record_visit(
        oh,
        delivery,
        visited_on=timezone.localdate(),
        monitors="시민 3명",
        finding="바퀴가 뻑뻑합니다.",
        at=now(),
    )


def english(client: Client, path: str) -> str:
    client.cookies["django_language"] = "en"
    return client.get(path).content.decode()


def test_a_cancelled_project_has_no_next_milestone(client: Client) -> None:
    delivery = a_delivery()
    page = f"/delivery/{delivery.project.envelope.cycle.slug}/"
    assert "Next:" in english(client, page)
    ending.cancel(its_officer(delivery), delivery, reason="시의회가 예산을 삭감함")
    assert "Next:" not in english(client, page)


def test_a_finding_says_by_when_the_department_answers_and_waits_on_its_desk(
    client: Client, oh: User, settings: object
) -> None:
    settings.DEMO_MODE = True  # type: ignore[attr-defined]  # staff need no second factor here
    delivery = a_delivery()
    visit = visited(oh, delivery)
    assert visit.due_on == due_day(now(), 14)
    page = english(client, delivery.project.get_absolute_url())
    assert "Answer due:" in page
    with translation.override("en"):
        assert deadline_text(visit.due_on, now()) in page
    officer = its_officer(delivery)
    client.force_login(officer)
    link = f'href="/delivery/desk/{delivery.pk}/answer/"'
    assert link in english(client, "/desk/")
    visiting.answer_visit(officer, visit, answer="바퀴를 교체했습니다.", at=now())
    assert link not in english(client, "/desk/")
    assert "Answer due:" not in english(client, delivery.project.get_absolute_url())


def test_an_answer_that_is_late_is_shown_as_late_to_everybody(client: Client, oh: User) -> None:
    delivery = a_delivery()
    old = now() - timedelta(days=20)
    visiting.record_visit(
        oh,
        delivery,
        visited_on=timezone.localdate(old),
        monitors="시민 3명",
        finding="난간이 낮습니다.",
        at=old,
    )
    assert "Overdue" in english(client, delivery.project.get_absolute_url())


def test_after_the_end_the_page_says_on_which_day_citizens_are_asked(client: Client) -> None:
    ended = timezone.localdate() - timedelta(days=3)
    delivery = a_delivery(state="completed", completed_on=ended)
    page = english(client, delivery.project.get_absolute_url())
    assert f"Four weeks after the completion, on {date_text(ended + timedelta(days=28))}" in page


def test_the_front_page_tells_the_rate_in_percent_and_the_choice_that_is_open(
    client: Client, oh: User, yoon: User
) -> None:
    delivery = a_delivery()
    spending.spend(
        its_officer(delivery), delivery, amount=36_000_000, on=timezone.localdate(), purpose="공사", at=now()
    )
    part = english(client, "/").split('id="execution"')[1].split("</section>")[0]
    assert "45%" in part
    assert "45 / 100" not in part.replace("<strong>", "").replace("</strong>", "")
    assert "/delivery/best/" not in part
    year = timezone.localdate().year
    for _n in range(2):
        a_delivery(state="completed", completed_on=timezone.localdate())
    awarding.call(oh, year=year, closes_at=now() + timedelta(days=9), at=now())
    assert f'href="/delivery/best/{year}/"' in english(client, "/")


def test_no_milestone_is_planned_for_a_day_before_the_project_was_funded() -> None:
    """A slip of the pen in the year would stand on the page as overdue by years."""
    delivery = a_delivery()
    officer = its_officer(delivery)
    with pytest.raises(Refusal) as caught:
        milestones.plan_milestone(
            officer,
            delivery,
            title="설계",
            due_on=timezone.localdate(delivery.created_at) - timedelta(days=1),
        )
    assert caught.value.code == "delivery.before_funding"
    assert milestones.plan_milestone(
        officer, delivery, title="설계", due_on=timezone.localdate() + timedelta(days=1)
    )
