"""The committee puts nothing on the ballot of a vote that has opened, and nobody else waits for that."""

import pytest
from django.test import Client

from budgeting.committee.domain import announcing, sitting
from budgeting.committee.domain.deciding import decide
from budgeting.committee.models import Decision, Item
from budgeting.cycles.domain.leaving_behind import leave_behind
from budgeting.cycles.models import Project
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from civic.processes.models import Phase
from tests import factories
from tests.budgeting.committee.conftest import Work
from tests.budgeting.committee.sessions.conftest import Sitting, fresh
from tests.budgeting.committee.sessions.test_between import another, carried, refused
from tests.budgeting.committee.sessions.test_writing import sent_round

pytestmark = pytest.mark.django_db


def opened(work: Work) -> None:
    """The vote opens now."""
    Phase.objects.filter(process=work.cycle.process, kind="voting").update(opens_at=now())


def state(project: Project | None) -> str:
    assert project is not None
    return Project.objects.get(pk=project.pk).state


def test_a_session_that_is_published_after_the_vote_has_opened_admits_nothing(
    room: Sitting, client: Client
) -> None:
    other = another(room)
    room.open(0, 1, 2)
    room.vote(ayes=3, kind="reject", code="cost")
    carried(room, other)
    sitting.close_session(room.han, room.session, at=now())
    opened(room.work)
    factories.a_second_factor(room.han)
    client.force_login(room.han)
    page = client.get(f"/committee/sessions/{room.session.pk}/publish/").content.decode()
    assert "이 사업은 투표 대상에 오르지 못합니다" in page
    [decision] = announcing.publish_decisions(room.han, room.session, at=now())
    assert (decision.project, decision.outcome) == (room.work.project, "rejected")
    assert state(other.project) == "eligible"
    leave_behind(now())
    assert state(other.project) == "left_behind"
    assert Event.objects.filter(kind="cycles.project_left_behind").count() == 1
    other.refresh_from_db()
    assert (other.outcome, other.published_at is not None) == ("carried", True), (
        "the vote stands in the record"
    )


def test_what_the_clock_has_left_behind_holds_nothing_up(room: Sitting) -> None:
    room.open(0, 1, 2)
    room.vote(ayes=3)
    sitting.close_session(room.han, room.session, at=now())
    opened(room.work)
    leave_behind(now())
    assert announcing.publish_decisions(room.han, room.session, at=now()) == []
    assert not Decision.objects.exists()


def test_no_vote_admits_a_project_then_but_one_may_turn_it_down(room: Sitting) -> None:
    room.open(0, 1, 2)
    opened(room.work)
    with refused("cycles.ballot_fixed"):
        room.vote(ayes=3)
    room.vote(ayes=3, kind="reject", code="cost")
    assert room.item.outcome == "lost"


def test_the_office_admits_nothing_then(room: Sitting) -> None:
    project = factories.a_project(room.work.envelope, state="eligible")
    for member in room.work.members:
        factories.a_sheet(member, project, 4)
    opened(room.work)  # the phases overlap
    with pytest.raises(Refusal) as no:
        decide(room.han, fresh(project), outcome="admitted", reason="좋습니다.", at=now())
    assert no.value.code == "cycles.ballot_fixed"
    assert decide(room.han, fresh(project), outcome="rejected", reason="어렵습니다.", at=now())


def test_in_writing_it_is_put_off(work: Work) -> None:
    paper = sent_round(work)
    for n in range(5):
        paper.vote(n)
    opened(work)
    item: Item = paper.count()
    assert (item.state, item.outcome) == ("deferred", "")
    assert "투표가 시작되어" in item.reason
