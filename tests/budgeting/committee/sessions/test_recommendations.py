"""What a committee recommends is answered by the department, and the answer reaches whom it concerns."""

from datetime import timedelta

from django.utils import timezone

from budgeting.committee.domain import answering
from budgeting.committee.models import Member
from civic.accounts.models import User
from civic.comments.domain.threads import follow
from civic.common.clock import now
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.committee.sessions.conftest import Sitting


def test_the_answer_of_a_department_reaches_the_committee_and_who_follows_the_project(
    room: Sitting, yoon: User, lee: User
) -> None:
    room.open(0, 1, 2)
    project = room.item.project
    assert project is not None
    follow(lee, project.thread)
    left = room.work.members[-1]
    Member.objects.filter(pk=left.pk).update(
        starts_on=timezone.localdate() - timedelta(days=9), ends_on=timezone.localdate() - timedelta(days=1)
    )
    row = answering.recommend(
        room.han, room.item, department=factories.a_department(), text="설명회를 여십시오.", at=now()
    )
    answering.answer_recommendation(yoon, row, answer="열겠습니다.", at=now())

    def told(kind: str) -> set[User]:
        return {one for event in Event.objects.filter(kind=kind) for one in registry[kind].recipients(event)}

    members = told("committee.recommendation_answered")
    assert {one.user for one in room.work.members[:-1]} | {room.han} == members
    assert left.user not in members, "whoever sits there no more is not told"
    followers = told("committee.followed_recommendation_answered")
    assert lee in followers
    assert not followers & members
    event = Event.objects.get(kind="committee.followed_recommendation_answered")
    assert event.params["path"] == f"/committee/recommendations/{row.pk}/"
