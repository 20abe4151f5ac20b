"""Citizen monitors: a finding with its day, answered once by the department, both readable by everybody."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from budgeting.delivery.domain import visiting
from budgeting.delivery.models import Delivery, Visit
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from tests import factories
from tests.races.ballots import at_once

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
FINDING = "바퀴가 뻑뻑합니다."


def a_delivery() -> Delivery:
    envelope = factories.an_envelope(factories.a_cycle("result"))
    return factories.a_delivery(factories.a_project(envelope, cost=80_000_000, state="funded"), 1)


def its_officer(delivery: Delivery) -> User:
    return factories.a_staff_member("keeper", "officer", department=delivery.department)


def visited(oh: User, delivery: Delivery) -> Visit:
    return visiting.record_visit(
        oh,
        delivery,
        visited_on=timezone.localdate() - timedelta(days=2),
        monitors="시민 3명",
        finding=FINDING,
        at=now(),
    )


def code_of(act) -> str:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        act()
    return caught.value.code


def test_the_finding_and_its_answer_stand_on_the_project_page(client, oh) -> None:
    delivery = a_delivery()
    visit = visited(oh, delivery)
    address = f"/budget/projects/{delivery.project_id}/"
    page = client.get(address).content.decode()
    assert FINDING in page
    assert "답변 대기" in page

    visiting.answer_visit(its_officer(delivery), visit, answer="바퀴를 교체했습니다.", at=now())

    page = client.get(address).content.decode()
    assert "바퀴를 교체했습니다." in page
    assert "답변 대기" not in page
    assert set(Event.objects.values_list("kind", flat=True)) >= {
        "delivery.visited",
        "delivery.visit_answered",
    }


def test_the_department_does_not_write_its_own_visits_nor_the_budget_office_the_answers(oh) -> None:
    delivery = a_delivery()
    officer = its_officer(delivery)
    visit = visited(oh, delivery)

    assert code_of(lambda: visited(officer, delivery)) == "accounts.not_allowed"
    assert code_of(lambda: visiting.answer_visit(oh, visit, answer="네", at=now())) == "accounts.not_allowed"
    other = factories.a_staff_member("other", "officer", factories.a_department("parks", name="공원과"))
    assert (
        code_of(lambda: visiting.answer_visit(other, visit, answer="네", at=now()))
        == "delivery.not_your_department"
    )


def test_a_visit_ahead_an_empty_finding_and_a_second_answer_are_refused(oh) -> None:
    delivery = a_delivery()
    officer = its_officer(delivery)
    given = {"monitors": "시민 3명", "at": now()}
    tomorrow = timezone.localdate() + timedelta(days=2)
    assert (
        code_of(lambda: visiting.record_visit(oh, delivery, visited_on=tomorrow, finding="x", **given))
        == "delivery.day_ahead"
    )
    assert (
        code_of(lambda: visiting.record_visit(oh, delivery, visited_on=TODAY, finding=" ", **given))
        == "delivery.finding_missing"
    )
    visit = visited(oh, delivery)
    assert code_of(lambda: visiting.answer_visit(officer, visit, answer=" ", at=now())) == (
        "delivery.answer_missing"
    )
    visiting.answer_visit(officer, visit, answer="네", at=now())
    assert code_of(lambda: visiting.answer_visit(officer, visit, answer="아니요", at=now())) == (
        "delivery.already_answered"
    )


def test_the_database_keeps_a_finding_and_its_answer(oh) -> None:
    visit = visited(oh, a_delivery())
    for write in (visit.delete, lambda: Visit.objects.update(finding="anders")):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    Visit.objects.update(answer="네", answered_at=now())
    with pytest.raises(DatabaseError), transaction.atomic():
        Visit.objects.update(answer="아니요")


def test_the_forms_lead_two_offices_from_the_finding_to_the_answer(client, oh, settings) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    delivery = a_delivery()
    officer = its_officer(delivery)
    client.force_login(oh)
    address = f"/delivery/desk/{delivery.pk}/"
    assert client.get(f"{address}visits/").status_code == 200
    given = {"visited_on": str(TODAY), "monitors": "시민 3명", "finding": FINDING}
    assert client.post(f"{address}visits/", {**given, "visited_on": "2999-01-01"}).status_code == 422
    assert (
        client.post(f"{address}visits/", {**given, "visited_on": str(TODAY - timedelta(days=30))}).status_code
        == 302
    )
    client.force_login(officer)
    assert FINDING in client.get(f"{address}answer/").content.decode()
    assert client.post(f"{address}answer/", {"answer": "고쳤습니다."}).status_code == 302
    assert client.get(f"{address}answer/").status_code == 404


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_taken(oh) -> None:
    delivery = a_delivery()
    officer, visit = its_officer(delivery), visited(oh, delivery)

    def answers(words: str) -> Callable[[], Visit]:
        return lambda: visiting.answer_visit(officer, visit, answer=words, at=now())

    outcomes = at_once([answers("하나"), answers("둘")])

    assert sum(isinstance(one, Visit) for one in outcomes) == 1
    assert [one.code for one in outcomes if isinstance(one, Refusal)] == ["delivery.already_answered"]


def test_home_shows_the_execution_rate(client) -> None:
    delivery = a_delivery()
    page = client.get("/").content.decode()
    assert f"/delivery/{delivery.project.envelope.cycle.slug}/" in page
