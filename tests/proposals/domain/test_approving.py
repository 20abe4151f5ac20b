"""An answer in two persons' hands, and what follows it: a moved date, a rating, one more question, notes among staff."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from civic.common.periods import due_after
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import answering, approving, clocks, following_up, noting
from proposals.domain.following_up import final_of
from proposals.models import Answer, AnswerDraft, Proposal, Slip, Support
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
WORDS = {"disposition": "adopted", "text": "하겠습니다."}


def code(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


@pytest.fixture
def colleague():
    return factories.a_staff_member("moon", "officer")


@pytest.fixture
def proposal(kim):
    return factories.a_proposal(author=kim, state="review")


def drafted(yoon, proposal) -> AnswerDraft:
    return approving.save_draft(
        yoon, proposal, at=timezone.now(), planned_on=TODAY() + timedelta(days=30), **WORDS
    )


def test_nobody_approves_their_own_answer_and_a_change_takes_the_approval_back(
    yoon, colleague, proposal, lee
):
    draft = approving.ask(yoon, drafted(yoon, proposal))
    assert Event.objects.get(kind="proposals.to_approve").params["but"] == yoon.pk
    assert code(lambda: approving.approve(yoon, draft)) == "proposals.own_draft"
    assert code(lambda: approving.approve(lee, draft)) == "accounts.not_allowed"
    assert code(lambda: approving.publish(yoon, draft, at=timezone.now())) == "proposals.not_approved"
    draft = approving.approve(colleague, draft, version=draft.version)
    changed = drafted(yoon, proposal)
    assert (changed.status, changed.approved_by) == ("draft", None)
    assert code(lambda: approving.publish(yoon, changed, at=timezone.now())) == "proposals.not_approved"
    assert not Answer.objects.exists()


def test_the_database_refuses_one_person_in_both_parts(yoon, proposal):
    draft = drafted(yoon, proposal)
    with pytest.raises(IntegrityError, match="answer_draft_two_persons"), transaction.atomic():
        AnswerDraft.objects.filter(pk=draft.pk).update(approved_by=yoon, status="approved")
    with pytest.raises(IntegrityError, match="answer_draft_approved_by_somebody"), transaction.atomic():
        AnswerDraft.objects.filter(pk=draft.pk).update(status="approved")


def test_what_was_read_is_what_is_approved(yoon, colleague, proposal):
    seen = approving.ask(yoon, drafted(yoon, proposal))
    approving.ask(yoon, drafted(yoon, proposal))
    assert (
        code(lambda: approving.approve(colleague, seen, version=seen.version))
        == "proposals.changed_meanwhile"
    )


def test_a_batch_publishes_what_it_can_and_names_the_rest(yoon, colleague, kim, jang):
    at = timezone.now()
    ready = []
    for _n in range(3):
        one = factories.a_proposal(author=kim, state="review")
        ready.append(approving.approve(colleague, approving.ask(yoon, drafted(yoon, one))))
    answering.answer(yoon, ready[1].proposal, at=at, disposition="in_force", text="이미 합니다.")
    given, refused = approving.publish_batch(jang, ready, at=at)
    assert [answer.proposal_id for answer in given] == [ready[0].proposal_id, ready[2].proposal_id]
    assert [(draft.pk, no.code) for draft, no in refused] == [(ready[1].pk, "proposals.already_answered")]
    assert {answer.author for answer in given} == {yoon}, "the answer bears its writer's name"
    assert Event.objects.filter(kind="proposals.answered").count() == 3
    assert Answer.objects.filter(interim=False).count() == 3


def test_where_the_city_wants_two_persons_nobody_answers_alone(yoon, colleague, proposal, client):
    type(proposal.call).objects.filter(pk=proposal.call_id).update(second_approval=True)
    at = timezone.now()
    alone = {"disposition": "in_force", "text": "이미 합니다."}
    assert code(lambda: answering.answer(yoon, proposal, at=at, **alone)) == "proposals.needs_approval"
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    assert (
        client.post(f"/proposals/{proposal.number}/answer/", alone)["X-Refusal"] == "proposals.needs_approval"
    )
    api = client.post(f"/api/v1/proposals/{proposal.number}/answers/", alone, "application/json")
    assert api.json()["type"] == "urn:civic:problem:proposals.needs_approval"
    assert not Answer.objects.exists()
    draft = approving.approve(colleague, approving.ask(yoon, drafted(yoon, proposal)))
    approving.publish(colleague, draft, at=at)
    assert Proposal.objects.get(pk=proposal.pk).state == "answered"


def test_a_moved_date_needs_a_reason_and_the_old_one_stays(yoon, proposal):
    at, old = timezone.now(), TODAY() + timedelta(days=10)
    assert (
        code(lambda: following_up.move_date(yoon, proposal, new_on=old, reason="늦음", at=at))
        == "proposals.no_promise"
    )
    answering.answer(yoon, proposal, at=at, planned_on=old, **WORDS)
    move = {"new_on": old + timedelta(days=30), "at": at}
    assert (
        code(lambda: following_up.move_date(yoon, proposal, reason=" ", **move)) == "proposals.needs_a_reason"
    )
    assert (
        code(lambda: following_up.move_date(yoon, proposal, new_on=old, reason="늦음", at=at))
        == "proposals.same_date"
    )
    following_up.move_date(yoon, proposal, reason="자재가 늦습니다.", **move)
    assert (Slip.objects.get().old_on, final_of(proposal).planned_on) == (old, old + timedelta(days=30))


def test_a_second_look_that_is_put_off_needs_a_reason_too(yoon, proposal):
    at, old = timezone.now(), TODAY() + timedelta(days=10)
    answering.answer(yoon, proposal, at=at, disposition="long_term", text="두고 봅니다.", recheck_on=old)
    later = at + timedelta(days=11)
    clocks.watch(later)
    assert Event.objects.filter(kind="proposals.recheck_due").count() == 1
    past = {"new_on": TODAY() + timedelta(days=5), "reason": "늦음", "at": later}
    assert code(lambda: following_up.move_date(yoon, proposal, **past)) == "proposals.date_has_passed"
    move = {"new_on": old + timedelta(days=90), "reason": "조사가 끝나지 않았습니다.", "at": later}
    following_up.move_date(yoon, proposal, **move)
    assert (Slip.objects.get().old_on, final_of(proposal).recheck_on) == (old, old + timedelta(days=90))
    assert Event.objects.filter(kind="proposals.date_moved").count() == 1


@pytest.mark.parametrize("runs", range(6))
def test_a_date_that_has_come_is_told_once_however_often_the_clock_looks(runs, yoon, proposal):
    at = timezone.now()
    answering.answer(yoon, proposal, at=at, planned_on=TODAY() + timedelta(days=5), **WORDS)
    for hour in range(runs):
        clocks.watch(at + timedelta(days=6, hours=7 * hour))
    assert Event.objects.filter(kind="proposals.promise_due").count() == min(runs, 1)
    if runs:
        following_up.move_date(yoon, proposal, new_on=TODAY() + timedelta(days=20), reason="늦음", at=at)
        clocks.watch(at + timedelta(days=21))
        assert Event.objects.filter(kind="proposals.promise_due").count() == 2, "a new date is a new promise"


def test_the_concerned_rate_once_and_the_proposer_asks_once(yoon, proposal, kim, lee, newcomer):
    at = timezone.now()
    Support.objects.create(proposal=proposal, user=lee)
    answering.answer(yoon, proposal, at=at, disposition="in_force", text="이미 합니다.")
    answer = final_of(proposal)
    following_up.rate(lee, answer, value=2, at=at)
    assert code(lambda: following_up.rate(lee, answer, value=5, at=at)) == "proposals.already_rated"
    assert code(lambda: following_up.rate(newcomer, answer, value=1, at=at)) == "proposals.not_yours"
    assert code(lambda: following_up.ask_once_more(lee, answer, text="왜?", at=at)) == "proposals.not_yours"
    asked = following_up.ask_once_more(kim, answer, text="어디에서 합니까?", at=at)
    assert asked.due_at == due_after(at, 14)
    assert (
        code(lambda: following_up.ask_once_more(kim, answer, text="또", at=at)) == "proposals.already_asked"
    )
    following_up.reply(yoon, proposal, text="시청에서 합니다.", at=at)
    assert code(lambda: following_up.reply(yoon, proposal, text="또", at=at)) == "proposals.nothing_asked"


def test_a_note_tells_whom_it_mentions_and_nobody_else_reads_it(yoon, park, proposal, lee, client):
    for one in (yoon, park):
        factories.a_second_factor(one)
    note = noting.write_note(park, proposal, text="@yoon님, 기한이 가깝습니다. @lee", at=timezone.now())
    assert [one.display_name for one in note.mentioned.all()] == ["yoon"], "only colleagues are mentioned"
    assert Event.objects.get(kind="proposals.mentioned").params["to"] == yoon.pk
    client.force_login(lee)
    assert client.get(f"/proposals/{proposal.number}/notes/").status_code == 403
    assert "기한이 가깝습니다" not in client.get(f"/proposals/{proposal.number}/").content.decode()
    client.force_login(yoon)
    assert "기한이 가깝습니다" in client.get(f"/proposals/{proposal.number}/notes/").content.decode()


def test_the_figures_of_departments_say_what_was_kept(yoon, kim, client):
    now = timezone.now()
    for days, disposition in ((10, "in_force"), (40, "adopted")):
        one = factories.a_proposal(
            author=kim, state="review", threshold_reached_at=now - timedelta(days=days),
            answer_due_at=now - timedelta(days=days - 30),
        )  # fmt: skip
        promised = {"planned_on": TODAY()} if disposition == "adopted" else {}
        answering.answer(yoon, one, at=now, disposition=disposition, text="답", **promised)
    factories.a_proposal(author=kim, state="review", answer_due_at=now - timedelta(days=1))
    [row] = client.get("/proposals/departments/").context["rows"]
    assert (row.answered, row.in_time, row.taken_up, row.median_days) == (2, 1, 1, 25)
    assert (row.waiting, row.overdue, row.ratings) == (1, 1, 0)


def test_the_page_of_a_batch_in_the_browser_of_an_officer(yoon, colleague, proposal, client):
    for one in (yoon, colleague):
        factories.a_second_factor(one)
    client.force_login(yoon)
    form = {"disposition": "in_force", "text": "이미 합니다.", "act": "ask"}
    assert client.post(f"/proposals/{proposal.number}/answer/", form)["Location"] == "/proposals/desk/drafts/"
    draft = AnswerDraft.objects.get()
    assert (draft.status, Answer.objects.count()) == ("waiting", 0)
    client.force_login(colleague)
    page = client.get(f"/proposals/{proposal.number}/answer/approve/")
    client.post(f"/proposals/{proposal.number}/answer/approve/", {"version": page.context["draft"].version})
    client.post("/proposals/desk/drafts/", {"draft": draft.pk})
    assert Answer.objects.get().text == "이미 합니다."


def test_an_unfinished_draft_is_kept_as_it_is(yoon, proposal, client):
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    client.post(f"/proposals/{proposal.number}/answer/", {"text": "반쯤", "act": "keep"})
    assert AnswerDraft.objects.get().text == "반쯤"
    assert "반쯤" in client.get(f"/proposals/{proposal.number}/answer/").content.decode()
