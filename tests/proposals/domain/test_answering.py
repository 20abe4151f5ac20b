"""Answers: public at once, complete, once; and the way between departments."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from civic.accounts.actors import System
from civic.audit.models import Entry
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import answering, implementing, routing
from proposals.models import Answer, TopicRoute
from proposals.recipients import officers
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_adoption_is_public_with_its_date(client, yoon):
    proposal = factories.a_proposal(state="review")
    at = timezone.now()
    answering.answer(
        yoon, proposal, disposition="adopted", text="내년 3월에 합니다.", planned_on=date(2027, 3, 1),
        recheck_on=date(2028, 1, 1), reason_code="law", at=at,
    )  # fmt: skip
    given = Answer.objects.get()
    assert (given.planned_on, given.recheck_on, given.reason_code, given.at) == (
        date(2027, 3, 1),
        None,
        "",
        at,
    )
    page = client.get(f"/proposals/{proposal.number}/").content.decode()
    assert "내년 3월에 합니다." in page
    event = Event.objects.get(kind="proposals.answered")
    assert (event.params["decision"], event.params["decision_en"]) == ("채택", "adopted")
    assert Entry.objects.filter(
        verb="proposals.answered", subject=f"proposals.proposal:{proposal.pk}"
    ).exists()


def test_interim_answers_leave_the_due_date(yoon):
    proposal = factories.a_proposal(state="review")
    due = proposal.answer_due_at
    for n in range(2):
        answering.answer_interim(yoon, proposal, text=f"{n}번째 중간 답변", at=timezone.now())
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer_due_at) == ("review", due)
    assert proposal.interim_answered_at is not None
    assert Event.objects.filter(kind="proposals.answered_interim").count() == 2


def test_the_database_refuses_a_second_final_answer():
    proposal = factories.a_proposal(state="review")
    fields = {
        "proposal": proposal,
        "department": factories.a_department(),
        "disposition": "in_force",
        "text": "예",
    }
    Answer.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(**fields)


def test_a_proposal_handed_on_is_answered_by_the_other_department(yoon):
    roads = factories.a_department("roads", name="도로과")
    choi = factories.a_staff_member("choi", "officer", roads)
    proposal = factories.a_proposal(state="review")
    due = proposal.answer_due_at
    routing.route(yoon, proposal, department=roads, reason="도로 소관", at=timezone.now())
    proposal.refresh_from_db()
    assert (proposal.department, proposal.answer_due_at) == (roads, due)
    assert proposal.routings.get().reason == "도로 소관"
    assert list(officers(Event.objects.get(kind="proposals.to_answer"))) == [choi]
    answering.answer(choi, proposal, disposition="in_force", text="하고 있습니다.", at=timezone.now())
    assert Answer.objects.get().department == roads


def test_a_topic_without_a_route_takes_the_one_above(kim):
    child, parent = factories.a_topic("street-lights"), factories.a_topic("streets")
    child.parent = parent
    child.save()
    roads = factories.a_department("roads")
    TopicRoute.objects.create(topic=parent, department=roads)
    assert routing.department_for(factories.a_proposal(topic=child)) == roads
    assert routing.department_for(factories.a_proposal(topic=factories.a_topic("other"))) is None
    unrouted = factories.a_department("innovation", takes_unrouted=True)
    assert routing.department_for(factories.a_proposal(topic=factories.a_topic("other"))) == unrouted


def test_any_officer_takes_what_no_department_has(yoon, client):
    factories.a_department("innovation", takes_unrouted=True)
    proposal = factories.a_proposal(state="review", department=None)
    routing.route(yoon, proposal, department=factories.a_department(), reason="우리 소관", at=timezone.now())
    proposal.refresh_from_db()
    assert proposal.department == factories.a_department()


def test_the_work_is_reported(yoon):
    proposal = factories.a_proposal(state="answered", department=factories.a_department())
    implementing.begin(yoon, proposal, at=timezone.now())
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(Refusal) as refused:
        implementing.complete(yoon, proposal, evidence=" ", at=tomorrow)
    assert refused.value.code == "proposals.evidence_missing"
    implementing.complete(System("delivery"), proposal, evidence="손수레 두 대를 두었습니다.", at=tomorrow)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.evidence.text) == ("implemented", "손수레 두 대를 두었습니다.")
    assert Event.objects.filter(kind="proposals.progress").count() == 2
