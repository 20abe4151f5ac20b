"""The steps of staff have two doors, the page and the domain: the same refusal at both, and nothing is written."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import debating, following_up, implementing, merging, splitting, transferring
from proposals.models import Debate, Merge, Proposal, Transfer
from tests import factories

pytestmark = pytest.mark.django_db
SIGN_IN, NO = "accounts.sign_in_first", "accounts.not_allowed"
REASON = {"reason": "까닭"}
# page, who, state of the proposal, the code of the refusal
CASES = [
    ("merge", "visitor", "open", SIGN_IN),
    ("merge", "lee", "open", NO),
    ("merge", "seo", "open", NO),
    ("merge", "park", "answered", "proposals.not_under_way"),
    ("merge", "yoon", "withdrawn", "proposals.not_under_way"),
    ("merge/undo", "park", "open", "proposals.not_merged"),
    ("merge/undo", "lee", "open", NO),
    ("split", "lee", "open", NO),
    ("split", "park", "answered", "proposals.not_under_way"),
    ("transfer", "park", "open", NO),
    ("transfer", "choi", "review", "proposals.not_your_department"),
    ("transfer", "yoon", "answered", "proposals.not_under_way"),
    ("transfer/news", "yoon", "open", "proposals.not_transferred"),
    ("transfer/back", "yoon", "open", "proposals.not_transferred"),
    ("debate/open", "yoon", "answered", NO),
    ("debate/open", "seo", "open", "proposals.not_answered_yet"),
    ("debate/decline", "seo", "answered", "proposals.no_debate_due"),
    ("debate/decline", "park", "answered", NO),
    ("debate/conclude", "park", "debate", NO),
    ("debate/conclude", "seo", "debate", "proposals.debate_goes_on"),
    ("debate/stance", "visitor", "debate", SIGN_IN),
    ("debate/stance", "lee", "debated", "proposals.debate_closed"),
    ("head-answer", "yoon", "answered", NO),
    ("head-answer", "jang", "review", "proposals.not_answered_yet"),
    ("head-answer", "jang", "head_answered", "proposals.head_answered"),
    ("work/begin", "lee", "answered", NO),
    ("work/begin", "choi", "answered", "proposals.not_your_department"),
    ("work/begin", "yoon", "review", "proposals.not_answered_yet"),
    ("work/done", "yoon", "answered", "proposals.not_begun"),
    ("answer/date", "yoon", "answered", "proposals.no_promise"),
    ("answer/date", "lee", "answered", NO),
    ("reply", "yoon", "answered", "proposals.nothing_asked"),
]


@pytest.fixture
def people(kim, lee, park, yoon, seo, jang) -> dict[str, Any]:
    choi = factories.a_staff_member("choi", "officer", factories.a_department("roads", name="도로과"))
    for one in (park, yoon, seo, jang, choi):
        factories.a_second_factor(one)
    return {
        "visitor": AnonymousUser(),
        "lee": lee,
        "park": park,
        "yoon": yoon,
        "seo": seo,
        "jang": jang,
        "choi": choi,
    }


def the_debate(proposal: Proposal) -> Debate:
    now = timezone.now()
    return Debate.objects.get_or_create(
        proposal=proposal,
        defaults={
            "question": "할까요?",
            "reason": "갈림",
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(days=1),
        },
    )[0]


def acts(
    actor: Any, proposal: Proposal, other: Proposal
) -> dict[str, tuple[Callable[[], Any], dict[str, Any]]]:
    """Each page: the domain's verb, and what a browser sends."""
    at = timezone.now()
    day, later = at.date(), at + timedelta(days=3)
    moments = {"opens_at_0": day, "opens_at_1": "23:58", "closes_at_0": later.date(), "closes_at_1": "18:00"}
    debate = the_debate(proposal) if proposal.state.startswith("debate") else None
    return {
        "merge": (
            lambda: merging.merge(actor, proposal, other, reason="같음", at=at),
            {"target": other.number, **REASON},
        ),
        "merge/undo": (lambda: merging.undo_merge(actor, proposal, reason="다름", at=at), REASON),
        "split": (
            lambda: splitting.split(actor, proposal, title="나눈 제안", body="글", reason="둘", at=at),
            {"title": "나눈 제안", "body": "글", **REASON},
        ),
        "transfer": (
            lambda: transferring.transfer(actor, proposal, body="기관", on=day, reason="소관", at=at),
            {"body": "기관", "on": day, **REASON},
        ),
        "transfer/news": (
            lambda: transferring.report(actor, proposal, status="received", note="접수", at=at),
            {"status": "received", "note": "접수"},
        ),
        "transfer/back": (lambda: transferring.take_back(actor, proposal, reason="우리 일", at=at), REASON),
        "debate/open": (
            lambda: debating.open_debate(
                actor, proposal, question="할까요?", reason="갈림", opens_at=at, closes_at=later, at=at
            ),
            {"question": "할까요?", **moments, **REASON},
        ),
        "debate/decline": (lambda: debating.decline_debate(actor, proposal, reason="아님", at=at), REASON),
        "debate/conclude": (
            lambda: debating.conclude_debate(actor, the_debate(proposal), conclusions="뜻", at=at),
            {"conclusions": "뜻"},
        ),
        "debate/stance": (
            lambda: debating.take_part(actor, debate or the_debate(proposal), stance="pro", at=at),
            {"stance": "pro"},
        ),
        "head-answer": (lambda: debating.answer_as_head(actor, proposal, text="합니다.", at=at), {"text": "합니다."}),
        "work/begin": (lambda: implementing.begin(actor, proposal, at=at), {}),
        "work/done": (lambda: implementing.complete(actor, proposal, evidence="두 대", at=at), {"evidence": "두 대"}),
        "answer/date": (
            lambda: following_up.move_date(actor, proposal, new_on=later.date(), reason="늦음", at=at),
            {"new_on": later.date(), **REASON},
        ),
        "reply": (lambda: following_up.reply(actor, proposal, text="답", at=at), {"text": "답"}),
    }  # fmt: skip


def everything(proposal: Proposal) -> Any:
    rows = Proposal.objects.filter(pk=proposal.pk).values().get()
    return rows, *(model.objects.count() for model in (Merge, Transfer, Debate, Event, Entry))


@pytest.mark.parametrize(("page", "who", "state", "code"), CASES, ids=lambda value: str(value).split(".")[-1])
def test_both_doors_refuse_alike_and_write_nothing(page, who, state, code, people, kim, client: Client):
    department = factories.a_department()
    proposal = factories.a_proposal(
        author=kim, state=state, department=department, answer_due_at=timezone.now()
    )
    other = factories.a_proposal(author=kim)
    act, sent = acts(people[who], proposal, other)[page]
    if who != "visitor":
        client.force_login(people[who])
    before = everything(proposal)
    with pytest.raises(Refusal) as refused:
        act()
    answer = client.post(f"/proposals/{proposal.number}/{page}/", sent)
    at_the_page = SIGN_IN if answer.status_code == 302 else answer.headers["X-Refusal"]
    assert (refused.value.code, at_the_page) == (code, code)
    assert everything(proposal) == before


@pytest.mark.parametrize("second_approval", [False, True])
def test_enter_in_a_field_of_an_answer_presses_the_button_below_the_fields(
    client: Client, yoon: User, second_approval: bool
) -> None:
    """A browser takes the first button of the form: asking for approval and keeping a draft stand after it."""
    factories.a_second_factor(yoon)
    proposal = factories.a_proposal(state="review", department=factories.a_department())
    type(proposal.call).objects.filter(pk=proposal.call_id).update(second_approval=second_approval)
    client.force_login(yoon)
    page = client.get(f"/proposals/{proposal.number}/answer/").content.decode()
    form, after = page.split('id="answer"')[1].split("</form>", 1)
    assert form.count("<button") == 1
    assert after.count('form="answer"') == (1 if second_approval else 2)
