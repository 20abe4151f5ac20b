"""What is late is said, once, to those who owe it and to those who wait; and nothing that was promised is dropped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.common.periods import due_after
from civic.common.refusals import Refusal
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Event, Message
from proposals import actions, shown, waiting
from proposals.domain import answering, clocks, debating, following_up, hiding, implementing, supporting
from proposals.models import Proposal, Rung, Step
from proposals.queries import in_full
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def call():
    """One support for an answer, two for a debate, three for the mayor."""
    call = factories.a_call(count_=1)
    for count, leads_to in ((2, "debate"), (3, "head")):
        Step.objects.create(
            ladder=call.ladder, count=count, window_days=60, consequence=leads_to, answer_days=20
        )
    return call


@pytest.fixture
def answered(call, kim, yoon):
    """Answered, with a debate to decide on and an answer of the mayor to come within twenty days."""
    proposal = factories.a_proposal(author=kim, call=call, threshold=1, department=factories.a_department())
    for n in range(3):
        supporting.support(factories.a_person(f"person{n}"), proposal, at=timezone.now())
    answering.answer(yoon, proposal, disposition="in_force", text="합니다.", at=timezone.now())
    return proposal


def told(kind: str) -> list[Event]:
    return list(Event.objects.filter(kind=f"proposals.{kind}").order_by("pk"))


def who(kind: str) -> set[str]:
    deliver_waiting()
    lines = Message.objects.filter(event__kind=f"proposals.{kind}")
    return set(lines.values_list("user__display_name", flat=True))


def code(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_followers_hear_that_the_answer_is_late_when_the_officers_do(kim, yoon):
    proposal = factories.a_proposal(author=kim, state="review", answer_due_at=timezone.now() - DAY)
    supporter = factories.a_person("supporter")
    supporting.support(supporter, proposal, at=timezone.now())
    for _time in range(3):
        clocks.watch(timezone.now())
    [event] = told("late")
    assert (event.params["what"], event.params["what_en"]) == (
        "소관부서 답변",
        "the answer of the department",
    )
    assert who("late") == {"supporter"}
    assert who("overdue") == {"yoon"}


def test_a_step_that_is_late_is_told_once_to_those_who_owe_it(answered, seo, jang):
    now = timezone.now()
    for days in (19, 21, 22):
        clocks.watch(now + days * DAY)
    assert [event.params["consequence"] for event in told("step_overdue")] == ["debate", "head"]
    deliver_waiting()
    lines = Message.objects.filter(event__kind="proposals.step_overdue")
    assert {
        (line.user, line.event.params["consequence"]) for line in lines.select_related("event", "user")
    } == {
        (seo, "debate"),
        (jang, "head"),
    }
    assert len(told("late")) == 2
    assert who("late") == {"person0", "person1", "person2"}


def test_what_is_settled_or_hidden_is_not_late(answered, seo, jang, park):
    at = timezone.now()
    debating.decline_debate(seo, answered, reason="이미 논의했습니다.", at=at)
    hiding.hide(park, answered, rule="abuse")
    clocks.watch(at + 30 * DAY)
    assert not told("step_overdue")
    hiding.restore(park, Proposal.objects.get(pk=answered.pk), at=at)
    clocks.watch(at + 30 * DAY)
    assert [event.params["consequence"] for event in told("step_overdue")] == ["head"]


def test_a_reply_that_is_late_is_told_and_stands_on_the_desk_until_then(answered, kim, yoon):
    at = timezone.now()
    final = answered.answers.get(interim=False)
    following_up.ask_once_more(kim, final, text="언제요?", at=at)
    assert [task.href for task in waiting._tasks(yoon, at)] == [f"/proposals/{answered.number}/reply/"]
    due = due_after(at, 14)
    clocks.watch(due - DAY)
    assert not told("reply_overdue")
    for days in (1, 2):
        clocks.watch(due + days * DAY)
    assert len(told("reply_overdue")) == 1
    assert who("reply_overdue") == {"yoon"}
    assert [event.params["what_en"] for event in told("late")] == ["the reply of the department"]
    following_up.reply(yoon, answered, text="내년입니다.", at=at)
    assert not list(waiting._tasks(yoon, at))


def test_work_that_begins_does_not_drop_the_mayors_answer(answered, yoon, jang):
    at = timezone.now()
    implementing.begin(yoon, answered, at=at)
    tasks = [task.href for task in waiting._tasks(jang, at)]
    assert f"/proposals/{answered.number}/head-answer/" in tasks
    titles = [moment.title for moment in shown.timeline(in_full(jang).get(pk=answered.pk), at)]
    assert titles.count("시장 답변") == 1, "everybody sees that it is still owed"
    debating.answer_as_head(jang, answered, text="하겠습니다.", at=at)
    answered.refresh_from_db()
    assert (answered.state, answered.head_answer.text) == ("implementing", "하겠습니다.")
    assert answered.rungs.get(consequence="head").settled_at == at
    again = Proposal.objects.get(pk=answered.pk)
    assert code(lambda: debating.answer_as_head(jang, again, text="또", at=at)) == "proposals.head_answered"


@pytest.mark.parametrize("state", ["implementing", "head_answered", "implemented"])
def test_a_debate_that_was_promised_is_declined_with_a_reason_where_the_matter_has_moved_on(
    state, answered, seo
):
    Proposal.objects.filter(pk=answered.pk).update(state=state)
    answered.refresh_from_db()
    [task] = list(waiting._tasks(seo, timezone.now()))
    assert task.href == f"/proposals/{answered.number}/debate/decline/"
    assert actions.decline_debate.allows(seo, proposal=answered, reason="-")
    assert not actions.decide_on_debate.allows(seo, proposal=answered)
    debating.decline_debate(seo, answered, reason="이미 시작했습니다.", at=timezone.now())
    assert answered.rungs.get(consequence="debate").outcome == "이미 시작했습니다."


def test_a_step_that_leads_to_what_has_come_already_is_owed_by_nobody(call, kim, yoon, seo):
    at = timezone.now()
    proposal = factories.a_proposal(author=kim, call=call, threshold=1, department=factories.a_department())
    supporting.support(factories.a_person("first"), proposal, at=at)
    answering.answer(yoon, proposal, disposition="in_force", text="합니다.", at=at)
    debate = debating.open_debate(
        seo, proposal, question="할까요?", reason="때가 맞습니다.", opens_at=at, closes_at=at + DAY, at=at
    )
    debating.conclude_debate(seo, debate, conclusions="합니다.", at=at + 2 * DAY)
    supporting.support(factories.a_person("second"), Proposal.objects.get(pk=proposal.pk), at=at + 3 * DAY)
    rung = Rung.objects.get(proposal=proposal)
    assert (rung.consequence, rung.settled_at, rung.due_at) == ("debate", at + 3 * DAY, None)
    assert not told("rung_reached")
    assert not list(waiting._tasks(seo, at))


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ({"disposition": "adopted", "planned_on": 5}, "시행 예정일"),
        ({"disposition": "long_term", "recheck_on": 5}, "소관부서 재검토"),
    ],
)
def test_everybody_sees_that_a_promised_date_has_passed(words, title, kim, yoon):
    at = timezone.now()
    proposal = factories.a_proposal(author=kim, state="review")
    dates = {
        name: at.date() + value * DAY if isinstance(value, int) else value for name, value in words.items()
    }
    answering.answer(yoon, proposal, text="합니다.", at=at, **dates)
    seen = in_full(kim).get(pk=proposal.pk)
    [ahead] = [one for one in shown.timeline(seen, at) if one.title == title]
    assert ahead.state == "next"
    [passed] = [one for one in shown.timeline(seen, at + 7 * DAY) if one.title == title]
    assert passed.state == "bad"
    assert passed.text


def test_an_answer_is_late_from_the_minute_on_and_never_by_no_days():
    noon = timezone.localtime().replace(hour=12, minute=0)
    proposal = factories.a_proposal(state="review", answer_due_at=noon)
    seen = in_full(None).get(pk=proposal.pk)
    assert shown.state_label(seen, noon + timedelta(hours=3)) == "오늘 답변기한 초과"
    assert "1일" in shown.state_label(seen, noon + DAY)


@pytest.mark.parametrize(
    ("left", "hears"), [({"takers", "admin"}, {"takers"}), ({"admin"}, {"admin"}), (set(), set())]
)
def test_work_of_a_department_without_officers_is_told_to_somebody(left, hears, kim):
    gone = factories.a_department("gone", name="없어진 과")
    if "takers" in left:
        taking = factories.a_department("takers", name="총괄과", takes_unrouted=True)
        factories.a_staff_member("takers", "officer", taking)
    if "admin" in left:
        factories.a_staff_member("admin", "administrator")
    factories.a_proposal(author=kim, state="review", department=gone, answer_due_at=timezone.now() + DAY)
    clocks.watch(timezone.now())
    assert who("due_soon") == hears
