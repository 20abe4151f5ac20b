"""What happens between the vote of a session and the publication of its decisions: projects go, seats end, ballots fill."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from budgeting.committee.domain import announcing, calling, sitting
from budgeting.committee.domain.closing import close_item
from budgeting.committee.domain.deciding import decide
from budgeting.committee.domain.seating import end_seat
from budgeting.committee.models import Decision, Item
from budgeting.committee.queries import standing
from budgeting.cycles.domain.reviewing import withdraw_project
from budgeting.cycles.models import Envelope, Project
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.committee.conftest import Work
from tests.budgeting.committee.sessions.conftest import Sitting, fresh
from tests.budgeting.committee.sessions.test_writing import sent_round

pytestmark = pytest.mark.django_db


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda no: no.code == code)


def another(room: Sitting, envelope: Envelope | None = None) -> Item:
    """A further project, scored by all, on the same agenda."""
    project = factories.a_project(envelope or room.work.envelope, state="eligible")
    for member in room.work.members:
        factories.a_sheet(member, project, 3)
    return calling.put_on_agenda(room.han, room.session, project=fresh(project))


def withdraw(oh: User, project: Project | None) -> None:
    assert project is not None
    withdraw_project(oh, fresh(project), reason="장소를 쓸 수 없습니다.", at=now())


def carried(room: Sitting, item: Item) -> None:
    item.session = room.session
    sitting.vote_on_item(room.han, item, kind="carry", ayes=3, noes=0, reason="좋습니다.", at=now())


def test_a_project_that_was_withdrawn_after_the_vote_does_not_hold_up_the_others(
    room: Sitting, oh: User, client: Client
) -> None:
    other = another(room)
    room.open(0, 1, 2)
    room.vote(ayes=3)
    carried(room, other)
    sitting.close_session(room.han, room.session, at=now())
    withdraw(oh, other.project)
    factories.a_second_factor(room.han)
    client.force_login(room.han)
    page = client.get(f"/committee/sessions/{room.session.pk}/publish/").content.decode()
    assert "이 표결에 따른 후속 절차는 없습니다" in page
    [decision] = announcing.publish_decisions(room.han, room.session, at=now())
    assert decision.project == room.work.project
    assert Decision.objects.count() == 1
    assert Event.objects.filter(kind="committee.decided_on_yours").count() == 1
    other.refresh_from_db()
    assert (other.outcome, other.published_at is not None) == ("carried", True), (
        "the vote stands in the record"
    )


def test_no_vote_is_taken_on_a_project_that_left_and_its_item_is_put_off(room: Sitting, oh: User) -> None:
    room.open(0, 1, 2)
    withdraw(oh, room.work.project)
    with refused("committee.not_before_it"):
        room.vote(ayes=3)
    sitting.defer_item(room.han, room.item, reason="사업이 철회되었습니다.", at=now())
    sitting.close_session(room.han, room.session, at=now())


def test_in_writing_a_project_that_left_is_not_decided(work: Work, oh: User) -> None:
    paper = sent_round(work)
    for n in range(5):
        paper.vote(n)
    withdraw(oh, work.project)
    item = paper.count()
    assert (item.state, item.outcome) == ("deferred", "")
    assert "더 이상 위원회의 심사 대상이 아닙니다" in item.reason


def test_in_writing_no_more_is_carried_than_the_ballot_takes(work: Work) -> None:
    narrow = factories.an_envelope(work.cycle, max_projects=1)
    factories.a_project(narrow)
    work.project = factories.a_project(narrow, state="eligible")
    paper = sent_round(work)
    for n in range(5):
        paper.vote(n)
    item = paper.count()
    assert (item.state, item.outcome) == ("deferred", "")
    assert "투표 대상이 모두 찼습니다" in item.reason


def test_what_was_voted_is_published_after_the_terms_of_the_members_have_ended(room: Sitting) -> None:
    room.open(0, 1, 2)
    room.vote(ayes=3)
    sitting.close_session(room.han, room.session, at=now())
    for member in room.work.members[1:]:
        end_seat(room.han, member, how="resigned", on=timezone.localdate())
    [decision] = announcing.publish_decisions(room.han, room.session, at=now() + timedelta(days=3))
    assert (decision.raters, decision.voting_members, str(decision.score)) == (5, 5, "80.00")


def test_who_leaves_after_the_closing_takes_no_score_along(room: Sitting) -> None:
    project = factories.a_project(room.work.envelope, state="eligible")
    for level, member in enumerate(room.work.members, start=1):
        factories.a_sheet(member, project, level)
    closing = close_item(room.han, fresh(project), at=now())
    end_seat(room.han, room.work.members[4], how="resigned", on=timezone.localdate())
    later = now() + timedelta(days=2)
    assert standing(room.work.committee, fresh(project), later).raters == 5
    decision = decide(
        room.han, fresh(project), outcome="admitted", reason="좋습니다.", condition="", at=later
    )
    assert (decision.score, decision.raters) == (closing.score, 5)
    assert project.closings.count() == 1


def test_who_leaves_before_the_closing_is_not_counted(room: Sitting) -> None:
    project = factories.a_project(room.work.envelope, state="eligible")
    for level, member in enumerate(room.work.members, start=1):
        factories.a_sheet(member, project, level)
    yesterday = timezone.localdate() - timedelta(days=1)
    end_seat(room.han, room.work.members[4], how="resigned", on=yesterday)
    found = standing(room.work.committee, fresh(project), now())
    assert (found.raters, found.entitled, len(found.voting)) == (4, 4, 4)


def test_a_session_carries_no_more_than_the_ballot_takes(room: Sitting) -> None:
    narrow = factories.an_envelope(room.work.cycle, max_projects=1)
    first, second = another(room, narrow), another(room, narrow)
    room.open(0, 1, 2)
    room.vote(ayes=3)
    carried(room, first)
    with refused("cycles.ballot_full"):
        carried(room, second)
    direct = factories.a_project(narrow, state="eligible")
    for member in room.work.members:
        factories.a_sheet(member, direct, 3)
    with refused("cycles.ballot_full"):
        decide(room.han, fresh(direct), outcome="admitted", reason="좋습니다.", condition="", at=now())
    sitting.vote_on_item(
        room.han, second, kind="reject", ayes=3, noes=0, reason="자리가 없습니다.", code="cost", at=now()
    )
    sitting.close_session(room.han, room.session, at=now())
    assert len(announcing.publish_decisions(room.han, room.session, at=now())) == 3
