"""Blocked people change nothing that is public; drafts of answers are work only where an answer is waited for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.common.refusals import Refusal
from civic.moderation.models import Block, Decision
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Event, Message
from proposals import deskwork, waiting
from proposals.domain import (
    answering,
    approving,
    editing,
    following_up,
    hiding,
    merging,
    routing,
    supporting,
    withdrawing,
)
from proposals.models import AnswerDraft, CoProposer, Proposal
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = {"disposition": "in_force", "text": "하고 있습니다."}


def code(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def blocked(person, park) -> None:
    decision = Decision.objects.create(
        subject="proposals.proposal:1", outcome="warned", rule="abuse", reason="욕설", moderator=park
    )
    Block.objects.create(decision=decision, user=person, until=timezone.now() + timedelta(days=7))


def test_who_is_kept_from_writing_changes_no_public_text(kim, park):
    proposal = factories.a_proposal(author=kim)
    blocked(kim, park)
    assert code(lambda: editing.edit(kim, proposal, at=timezone.now(), body="욕")) == "moderation.blocked"


def test_who_is_kept_from_writing_asks_nothing_in_public(kim, park, yoon):
    proposal = factories.a_proposal(author=kim, state="review")
    answer = answering.answer(yoon, proposal, at=timezone.now(), **WORDS)
    blocked(kim, park)
    assert (
        code(lambda: following_up.ask_once_more(kim, answer, text="욕", at=timezone.now()))
        == "moderation.blocked"
    )


def test_nobody_asks_about_what_is_hidden(kim, park, yoon):
    proposal = factories.a_proposal(author=kim, state="review")
    answer = answering.answer(yoon, proposal, at=timezone.now(), **WORDS)
    hiding.hide(park, proposal, rule="abuse")
    answer.refresh_from_db()
    ask = {"text": "언제요?", "at": timezone.now()}
    assert code(lambda: following_up.ask_once_more(kim, answer, **ask)) == "proposals.not_answered_yet"
    assert not Event.objects.filter(kind="proposals.asked").exists()


@pytest.fixture
def draft(kim, yoon) -> AnswerDraft:
    """It waits for a second person."""
    proposal = factories.a_proposal(author=kim, state="review")
    return approving.ask(yoon, approving.save_draft(yoon, proposal, at=timezone.now(), **WORDS))


@pytest.mark.parametrize("way", ["merged", "withdrawn", "hidden"])
def test_an_answer_that_nobody_waits_for_is_nobodys_work(way, draft, kim, park, jang):
    at = timezone.now()
    assert [task.title for task in waiting._tasks(jang, at)] == [draft.proposal.title]
    if way == "merged":
        merging.merge(park, draft.proposal, factories.a_proposal(), reason="같습니다.", at=at)
    elif way == "withdrawn":
        withdrawing.withdraw(kim, draft.proposal, reason="됐습니다.", at=at)
    else:
        hiding.hide(park, draft.proposal, rule="abuse")
    assert not deskwork.drafts_for(jang).exists()
    assert not list(waiting._tasks(jang, at))
    draft = AnswerDraft.objects.get(pk=draft.pk)
    assert code(lambda: approving.approve(jang, draft)) == "proposals.not_under_review"
    if way == "merged":
        merging.undo_merge(park, Proposal.objects.get(pk=draft.proposal_id), reason="다릅니다.", at=at)
        assert deskwork.drafts_for(jang).get() == draft, "it is work again when the proposal is back"


def test_another_department_does_not_publish_what_only_the_first_one_approved(draft, yoon, jang):
    draft = approving.approve(jang, draft)
    parks = factories.a_department("parks", name="공원과")
    officer = factories.a_staff_member("parks", "officer", parks)
    routing.route(yoon, draft.proposal, department=parks, reason="공원 일입니다.", at=timezone.now())
    fresh = AnswerDraft.objects.get(pk=draft.pk)
    assert (fresh.status, fresh.approved_by, fresh.department) == ("draft", None, parks)
    assert code(lambda: approving.publish(officer, fresh, at=timezone.now())) == "proposals.not_approved"
    assert code(lambda: approving.approve(jang, fresh, version=draft.version)) == "proposals.not_waiting"
    changed = approving.ask(
        officer, approving.save_draft(officer, fresh.proposal, at=timezone.now(), **WORDS)
    )
    assert Event.objects.filter(kind="proposals.to_approve").latest("pk").params["department_id"] == parks.pk
    assert approving.approve(jang, changed).status == "approved"


@pytest.mark.parametrize("how", ["author", "co-proposer"])
def test_nobody_acts_in_the_citys_name_on_what_they_propose_themselves(how, kim, yoon, park, jang):
    proposal = factories.a_proposal(author=kim, state="review")
    for one in (yoon, park, jang):
        if how == "co-proposer":
            CoProposer.objects.create(proposal=proposal, user=one)
    at = timezone.now()

    def mine(person) -> Proposal:
        if how == "author":
            Proposal.objects.filter(pk=proposal.pk).update(author=person)
        return Proposal.objects.get(pk=proposal.pk)

    other = factories.a_proposal(author=factories.a_person("somebody"))
    own = "proposals.of_your_own"
    assert code(lambda: answering.answer(yoon, mine(yoon), at=at, **WORDS)) == own
    assert code(lambda: answering.answer_interim(yoon, mine(yoon), text="곧", at=at)) == own
    assert code(lambda: merging.merge(park, mine(park), other, reason="같습니다.", at=at)) == own
    assert code(lambda: merging.merge(park, other, mine(park), reason="같습니다.", at=at)) == own
    colleague = factories.a_staff_member("moon", "officer")
    draft = approving.ask(colleague, approving.save_draft(colleague, mine(jang), at=at, **WORDS))
    assert code(lambda: approving.approve(jang, draft)) == own
    assert answering.answer(colleague, mine(yoon), at=at, **WORDS).pk


def test_who_supported_a_text_hears_once_a_day_that_it_was_changed(kim, lee):
    at = timezone.now()
    proposal = factories.a_proposal(author=kim, submitted_at=at - timedelta(days=2))
    editing.edit(kim, proposal, at=at, body="아무도 공감하기 전에 고칩니다.")
    assert not Event.objects.filter(kind="proposals.edited").exists()
    supporting.support(lee, proposal, at=at)
    for words in ("처음 글", "고친 글", "또 고친 글"):
        editing.edit(kim, proposal, at=at, body=words)
    deliver_waiting()
    [line] = Message.objects.filter(event__kind="proposals.edited")
    assert (line.user, line.event.params["path"]) == (lee, f"/proposals/{proposal.number}/versions/")
    editing.edit(kim, proposal, at=at + timedelta(days=1), body="다음 날 고친 글")
    deliver_waiting()
    assert Message.objects.filter(event__kind="proposals.edited", user=lee).count() == 2
