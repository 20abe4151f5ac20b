"""A department ends: its proposals go to the one that takes over, with their dates; answers keep the name."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from civic.areas.models import Department
from civic.areas.refusals import DepartmentEnded
from civic.audit.models import Entry
from civic.comments.domain.threads import follow
from civic.departments.domain import ending, handing_over
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Event, Message
from proposals import deskwork
from proposals.domain import answering, following_up, routing
from proposals.models import Answer, AnswerDraft, AnswerTemplate, Proposal, TopicRoute
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "2027년 조직 개편"


@pytest.fixture
def safety() -> Department:
    return factories.a_department()


@pytest.fixture
def parks() -> Department:
    return factories.a_department("parks", name="공원과")


def merge(admin: User, one: Department, into: Department) -> int:
    ending.end(admin, one, successor=into, because=WHY, at=timezone.now())
    return handing_over.hand_over()


def told(kind: str) -> QuerySet[Message]:
    return Message.objects.filter(event__kind=f"proposals.{kind}")


def an_answer(proposal: Proposal, department: Department, **fields: object) -> Answer:
    given = {"text": "답", "disposition": "in_force", **fields}
    return Answer.objects.create(proposal=proposal, department=department, **given)


def test_what_waits_goes_along_with_its_date_and_the_followers_are_told(
    admin: User, kim: User, yoon: User, safety: Department, parks: Department
) -> None:
    proposal = factories.a_proposal(author=kim, state="review")
    assert proposal.thread is not None
    follow(kim, proposal.thread)
    due = proposal.answer_due_at
    AnswerDraft.objects.create(proposal=proposal, department=safety, author=yoon)
    assert merge(admin, safety, parks) == 1
    proposal.refresh_from_db()
    assert (proposal.department, proposal.answer_due_at) == (parks, due)
    assert proposal.answer_draft.department == parks
    assert proposal.routings.get().reason == WHY
    assert Entry.objects.filter(verb="proposals.department_followed").count() == 1
    deliver_waiting()
    message = told("department_changed").get()
    assert message.user == kim
    officer = User.objects.get(pk=yoon.pk)
    assert deskwork.due_for(officer).get() == proposal
    assert handing_over.hand_over() == 0, "once"
    assert Event.objects.filter(kind="proposals.department_changed").count() == 1


def test_over_two_ends_it_reaches_the_one_in_force(
    admin: User, safety: Department, parks: Department
) -> None:
    proposal = factories.a_proposal(state="review")
    ending.end(admin, safety, successor=parks, because=WHY, at=timezone.now())
    new = ending.rename(admin, parks, name="녹지과", because=WHY, at=timezone.now())
    handing_over.hand_over()
    proposal.refresh_from_db()
    assert proposal.department == new


def test_what_was_answered_keeps_the_name(
    admin: User, client: Client, safety: Department, parks: Department
) -> None:
    done = factories.a_proposal(state="answered", department=safety)
    an_answer(done, safety)
    assert merge(admin, safety, parks) == 0
    done.refresh_from_db()
    assert done.department == safety
    assert "안전과" in client.get(done.get_absolute_url()).content.decode()


@pytest.mark.parametrize("owed", ["planned_on", "recheck_on", "question"])
def test_a_promise_goes_along_and_the_answer_keeps_the_name(
    owed: str, admin: User, kim: User, safety: Department, parks: Department
) -> None:
    proposal = factories.a_proposal(author=kim, state="answered", department=safety)
    day = timezone.localdate() + timedelta(days=90)
    given = an_answer(proposal, safety, **({} if owed == "question" else {owed: day}))
    if owed == "question":
        following_up.ask_once_more(kim, given, text="언제요?", at=timezone.now())
    assert merge(admin, safety, parks) == 1
    proposal.refresh_from_db()
    given.refresh_from_db()
    assert (proposal.department, given.department) == (parks, safety)


def test_new_proposals_find_the_successor(admin: User, safety: Department, parks: Department) -> None:
    topic = factories.a_topic()
    TopicRoute.objects.create(topic=topic, department=safety)
    AnswerTemplate.objects.create(department=safety, name="인사", text="안녕하세요")
    assert merge(admin, safety, parks) == 2
    assert routing.department_for(factories.a_proposal(topic=topic)) == parks
    assert AnswerTemplate.objects.get().department == parks


def test_nothing_is_handed_to_one_that_has_ended(
    admin: User, yoon: User, safety: Department, parks: Department
) -> None:
    proposal = factories.a_proposal(state="review")
    ending.end(admin, parks, successor=None, because=WHY, at=timezone.now())
    parks.refresh_from_db()
    with pytest.raises(DepartmentEnded):
        routing.route(yoon, proposal, department=parks, reason="소관", at=timezone.now())


def test_what_is_given_to_it_in_the_moment_of_its_end_goes_along_the_next_time(
    admin: User, safety: Department, parks: Department
) -> None:
    merge(admin, safety, parks)
    late = factories.a_proposal(state="review", department=safety)
    assert handing_over.hand_over() == 1
    late.refresh_from_db()
    assert late.department == parks


def test_until_it_is_handed_over_the_officers_of_the_successor_answer_it(
    admin: User, safety: Department, parks: Department
) -> None:
    proposal = factories.a_proposal(state="review")
    moss = factories.a_staff_member("moss", "officer", parks)
    ending.end(admin, safety, successor=parks, because=WHY, at=timezone.now())
    officer = User.objects.get(pk=moss.pk)
    assert deskwork.due_for(officer).get() == proposal
    answering.answer_interim(officer, proposal, text="살펴보고 있습니다.", at=timezone.now())
