"""An objection that is right: the decision is set aside, and the committee decides again by the scores that it has."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from budgeting.committee import queries
from budgeting.committee.domain import announcing, answering, calling, sitting
from budgeting.committee.models import Decision, Objection
from budgeting.committee.notices.recipients import secretaries
from budgeting.cycles.models import Project
from budgeting.results.profiles import committee_scores
from budgeting.voting.domain import ruling
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.opendata.catalogue import registry as datasets
from civic.portal.threads import thread
from civic.processes.models import Phase
from tests import factories
from tests.budgeting.committee.sessions.conftest import Sitting, a_session, fresh

pytestmark = pytest.mark.django_db


def rejected(room: Sitting) -> Decision:
    room.open(0, 1, 2)
    room.vote(ayes=3, kind="reject", code="cost")
    sitting.close_session(room.han, room.session, at=now())
    [decision] = announcing.publish_decisions(room.han, room.session, at=now())
    return decision


def objected(room: Sitting, decision: Decision) -> Objection:
    return answering.object_to(room.work.author, decision, text="비용을 잘못 읽었습니다.", at=now())


def reopen(room: Sitting, objection: Objection) -> None:
    answering.answer_objection(
        room.han, objection, result="reopened", answer="맞습니다. 다시 다룹니다.", at=now()
    )
    room.work.project.refresh_from_db()


def test_the_committee_decides_again_in_a_session_and_both_decisions_stay(
    room: Sitting, client: Client
) -> None:
    project, first = room.work.project, rejected(room)
    reopen(room, objected(room, first))
    assert project.state == "eligible"
    assert not Decision.objects.exists()
    client.cookies["django_language"] = "en"
    page = client.get(project.get_absolute_url()).content.decode()
    assert "deals with this project again" in page
    assert "맞습니다. 다시 다룹니다." in page

    session = a_session(room.work, room.han)
    item = calling.put_on_agenda(room.han, session, project=fresh(project))
    session = calling.call_session(room.han, session, at=now())
    present = [one.pk for one in room.work.members]
    sitting.record_attendance(room.han, session, present=present)
    item.session = sitting.open_session(room.han, session, at=now())
    sitting.vote_on_item(room.han, item, kind="carry", ayes=5, noes=0, reason="비용이 맞습니다.", at=now())
    sitting.close_session(room.han, session, at=now())
    [second] = announcing.publish_decisions(room.han, session, at=now())
    project.refresh_from_db()
    assert (second.outcome, second.score, project.state) == ("admitted", first.score, "on_ballot")
    assert Event.objects.filter(kind="committee.decided_on_yours").count() == 2
    page = client.get(project.get_absolute_url()).content.decode()
    assert page.index("비용이 맞습니다.") < page.index("필요합니다.")
    assert project.proposal is not None
    assert project.proposal.number is not None
    Decision.every.filter(pk=first.pk).update(score=1, lowest=1)
    mine = Project.objects.filter(pk=project.pk)
    assert ruling._scores(mine) == {project.pk: str(second.score)}, "voters' rules know the one that stands"
    assert committee_scores([project]) == {project.pk: second.score}
    published = list(datasets["committee-decisions"].rows())
    assert [(one["outcome"], one["set_aside_at"] is None) for one in published] == [
        ("rejected", False),
        ("admitted", True),
    ]
    told = [
        knot.title for knot in thread(project.proposal.number, room.work.author) if knot.stage == "committee"
    ]
    assert len(told) == 2


def test_decisions_and_their_objections_cost_two_queries_however_often_one_was_set_aside(
    room: Sitting, django_assert_num_queries: Any
) -> None:
    decision = rejected(room)
    reopen(room, objected(room, decision))
    for _again in range(2):
        decision.pk, decision._state.adding, decision.set_aside_at = None, True, now()
        decision.save()
        Objection.objects.create(
            decision=decision, user=room.work.author, text="또", due_on=timezone.localdate()
        )
    with django_assert_num_queries(2):
        standing, past = queries.decisions_of(room.work.project)
        assert standing is None
        assert [len(one.objections.all()) for one in past] == [1, 1, 1]


def test_a_second_objection_to_the_same_decision_is_answered_alike(room: Sitting, kim: User) -> None:
    decision = rejected(room)
    other = Objection.objects.create(
        decision=decision, user=kim, text="저도 그렇습니다.", due_on=timezone.localdate()
    )
    reopen(room, objected(room, decision))
    reopen(room, other)
    assert room.work.project.state == "eligible"


def test_nothing_is_heard_again_once_prices_are_published(room: Sitting) -> None:
    decision = rejected(room)
    objection = objected(room, decision)
    Phase.objects.filter(process=room.work.cycle.process, kind="prices").update(opens_at=now())
    with pytest.raises(Refusal) as no:
        reopen(room, objection)
    assert no.value.code == "committee.not_heard_again"
    answering.answer_objection(room.han, objection, result="stands", answer="늦었습니다.", at=now())
    assert Decision.objects.get() == decision


def test_the_office_is_told_of_an_objection_and_finds_it_on_its_desk_when_the_phase_is_over(
    room: Sitting, client: Client
) -> None:
    objected(room, rejected(room))
    event = Event.objects.get(kind="committee.objection_made")
    assert set(registry[event.kind].recipients(event)) == set(secretaries()) == {room.han}
    Phase.objects.filter(process=room.work.cycle.process, kind="committee").update(closes_at=now())
    factories.a_second_factor(room.han)
    client.force_login(room.han)
    client.cookies["django_language"] = "en"
    page = client.get("/desk/").content.decode()
    assert f"/committee/objections/{Objection.objects.get().pk}/" in page


def test_an_officer_finds_unanswered_recommendations_on_the_desk(
    room: Sitting, yoon: User, client: Client
) -> None:
    rejected(room)
    row = answering.recommend(
        room.han, room.item, department=factories.a_department(), text="다시 살펴 주십시오.", at=now()
    )
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    address = f"/committee/recommendations/{row.pk}/"
    assert address in client.get("/desk/").content.decode()
    answering.answer_recommendation(yoon, row, answer="살펴보겠습니다.", at=now())
    assert address not in client.get("/desk/").content.decode()
