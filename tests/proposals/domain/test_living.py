"""Editing, withdrawing, hiding, opinions that become proposals, ladders, numbers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.common.refusals import NotAllowed
from proposals.domain import editing, hiding, ladders, numbering, submitting, withdrawing
from proposals.domain.drafting import start_draft
from proposals.models import Ladder, Proposal, Step
from proposals.refusals import (
    CallClosed,
    CannotWithdraw,
    ChangedMeanwhile,
    EditingOver,
    Incomplete,
    NeedsAReason,
    NothingChanged,
    NotTheAuthor,
)
from tests import factories

pytestmark = pytest.mark.django_db


def test_before_the_first_support_a_change_leaves_no_trace(kim):
    proposal = factories.a_proposal(author=kim, submitted_at=timezone.now() - timedelta(days=3))
    editing.edit(kim, proposal, title="새 제목입니다", at=timezone.now())
    proposal.refresh_from_db()
    assert (proposal.title, proposal.version, proposal.versions.count()) == ("새 제목입니다", 2, 0)
    assert "새제" not in proposal.title_keys
    assert "제목" in proposal.title_keys


def test_later_the_old_text_stays_public(client, kim):
    past = timezone.now() - timedelta(hours=2)
    proposal = factories.a_proposal(author=kim, support_count=1, submitted_at=past, title="옛 제목입니다")
    editing.edit(kim, proposal, title="새 제목입니다", at=timezone.now())
    assert proposal.versions.get().title == "옛 제목입니다"
    assert "옛 제목입니다" in client.get(f"/proposals/{proposal.number}/versions/").content.decode()


def test_nobody_else_edits_and_nothing_after_the_window(kim, lee):
    proposal = factories.a_proposal(author=kim)
    at = timezone.now()
    with pytest.raises(NotTheAuthor):
        editing.edit(lee, proposal, title="가로챈 제목", at=at)
    with pytest.raises(EditingOver):
        editing.edit(kim, proposal, title="늦은 제목", at=proposal.support_until)
    with pytest.raises(NothingChanged):
        editing.edit(kim, proposal, title=proposal.title, at=at)
    with pytest.raises(Incomplete):
        editing.edit(kim, proposal, body="  ", at=at)
    with pytest.raises(ChangedMeanwhile):
        editing.edit(kim, proposal, title="다른 창", version=99, at=at)


def test_a_withdrawal_leaves_its_reason_on_the_page(client, kim, lee):
    proposal = factories.a_proposal(author=kim)
    at = timezone.now()
    with pytest.raises(NotTheAuthor):
        withdrawing.withdraw(lee, proposal, reason="싫어서", at=at)
    with pytest.raises(NeedsAReason):
        withdrawing.withdraw(kim, proposal, reason=" ", at=at)
    withdrawing.withdraw(kim, proposal, reason="이미 해결되었습니다", at=at)
    assert "이미 해결되었습니다" in client.get(f"/proposals/{proposal.number}/").content.decode()
    with pytest.raises(CannotWithdraw):
        withdrawing.withdraw(kim, proposal, reason="다시", at=at)


@pytest.mark.parametrize("state", ["open", "review", "answered", "withdrawn"])
def test_a_hidden_proposal_comes_back_to_the_state_it_had(state, park, kim):
    proposal = factories.a_proposal(state=state)
    with pytest.raises(NotAllowed):
        hiding.hide(kim, proposal, rule="spam")
    hiding.hide(park, proposal, rule="spam")
    assert not Proposal.objects.visible_to(None).filter(pk=proposal.pk).exists()
    hiding.restore(park, proposal, at=timezone.now())
    proposal.refresh_from_db()
    assert (proposal.state, proposal.state_before_hidden) == (state, "")


def test_an_opinion_becomes_an_open_proposal(seo, kim, lee):
    call, at = factories.a_call(), timezone.now()
    parts = {
        "title": "수리 손수레",
        "body": "필요합니다",
        "area": factories.a_borough(),
        "topic": factories.a_topic(),
    }
    made = submitting.propose_from_opinion(seo, author=kim, at=at, **parts)
    assert (made.author, made.source, made.state, made.call, made.threshold) == (
        kim,
        "workshop",
        "open",
        call,
        50,
    )
    nobody = submitting.propose_from_opinion(seo, author=None, at=at, **parts)
    assert (nobody.author, nobody.number != made.number) == (None, True)
    assert submitting.propose_from_opinion(kim, author=kim, at=at, **parts).author == kim
    with pytest.raises(NotAllowed):
        submitting.propose_from_opinion(lee, author=kim, at=at, **parts)
    with pytest.raises(CallClosed):
        submitting.propose_from_opinion(seo, author=kim, at=at + timedelta(days=3000), **parts)


def test_the_preset_ladders_are_made_once_and_left_alone():
    ladders.load_ladders()
    Step.objects.filter(ladder__slug="busan", count=300).update(count=250)
    assert set(ladders.load_ladders()) == {"seoul-2017", "seoul-2020", "seoul-sangsang", "busan"}
    steps = {
        ladder.slug: [step.count for step in ladder.steps.order_by("count")]
        for ladder in Ladder.objects.prefetch_related("steps")
    }
    assert steps == {
        "seoul-2017": [50, 500, 5000], "seoul-2020": [50, 100, 1000], "seoul-sangsang": [50], "busan": [250, 3000]
    }  # fmt: skip


def test_numbers_step_over_those_that_are_taken(kim):
    at = timezone.now()
    year = timezone.localtime(at).year
    factories.a_proposal(author=kim, number=f"P-{year}-00002")
    assert numbering.take(at, 3) == [f"P-{year}-0000{n}" for n in (1, 3, 4)]
    assert numbering.take(at) == [f"P-{year}-00005"]


def test_a_draft_is_stored_in_one_normal_form(kim):
    import unicodedata

    draft = start_draft(
        kim, call=factories.a_call(), at=timezone.now(), title=unicodedata.normalize("NFD", " 강남구 ")
    )
    assert draft.title == "강남구"
