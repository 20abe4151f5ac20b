"""The higher steps do what they say: a debate is decided on, held and concluded; the mayor answers by a date."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.common.periods import days_after, due_after
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import answering, debating, ladders, supporting
from proposals.models import Proposal, Step
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def call():
    """One, two, three supports: an answer, a debate, and with two people in the debate the mayor."""
    call = factories.a_call(count_=1)
    for count, leads_to, counts in ((2, "debate", "supports"), (3, "head", "participants")):
        Step.objects.create(
            ladder=call.ladder,
            count=count,
            window_days=60,
            consequence=leads_to,
            answer_days=20,
            counts=counts,
        )
    return call


@pytest.fixture
def proposal(call, kim):
    return factories.a_proposal(author=kim, call=call, threshold=1, department=factories.a_department())


def people(number: int):
    return [factories.a_person(f"person{n}") for n in range(number)]


def answered(proposal: Proposal, yoon, at=None) -> Proposal:
    answering.answer(yoon, proposal, disposition="in_force", text="합니다.", at=at or timezone.now())
    return proposal


def opened(proposal: Proposal, seo, at):
    return debating.open_debate(
        seo, proposal, question="할까요?", reason="의견이 갈립니다.", opens_at=at, closes_at=at + DAY, at=at
    )


def code(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_a_rung_waits_for_the_department_and_then_has_its_own_days(proposal, yoon, seo):
    at = timezone.now()
    for person in people(2):
        supporting.support(person, proposal, at=at)
    [rung] = proposal.rungs.all()
    assert (rung.consequence, rung.due_at) == ("debate", None)
    assert proposal.support_until == days_after(proposal.submitted_at, 60), "the step's own window"
    answered(proposal, yoon, at + 5 * DAY)
    rung.refresh_from_db()
    assert rung.due_at == due_after(at + 5 * DAY, 20)
    assert Event.objects.filter(kind="proposals.debate_to_decide").count() == 1
    debating.decline_debate(seo, proposal, reason="이미 여러 번 토론하였습니다.", at=at + 6 * DAY)
    rung.refresh_from_db()
    assert (rung.settled_at, rung.outcome) == (at + 6 * DAY, "이미 여러 번 토론하였습니다.")


def test_supports_go_on_after_the_answer_while_a_higher_step_waits(proposal, yoon):
    first, second, third = people(3)
    supporting.support(first, proposal, at=timezone.now())
    answered(proposal, yoon)
    supporting.support(second, proposal, at=timezone.now())
    assert [rung.consequence for rung in proposal.rungs.all()] == ["debate"]
    again = Proposal.objects.get(pk=proposal.pk)
    refused = code(lambda: supporting.support(third, again, at=timezone.now()))
    assert refused == "proposals.not_open_for_support", "no step above waits for supports"


def test_a_debate_counts_people_once_and_ends_with_conclusions(proposal, yoon, seo, jang):
    at = timezone.now()
    supporting.support(people(1)[0], proposal, at=at)
    answered(proposal, yoon, at)
    debate = opened(proposal, seo, at)
    first, second, third = people(3)
    for person, stance in ((first, "pro"), (second, "con"), (first, "con"), (third, "pro")):
        debating.take_part(person, debate, stance=stance, at=at + DAY / 2)
    assert (debate.pro_count, debate.con_count, debate.voices.count()) == (1, 2, 3)
    assert [rung.consequence for rung in proposal.rungs.all()] == ["head"], "three people were needed"
    conclude = {"conclusions": "두 곳에서 해 봅니다."}
    assert (
        code(lambda: debating.conclude_debate(seo, debate, at=at, **conclude)) == "proposals.debate_goes_on"
    )
    assert (
        code(lambda: debating.take_part(first, debate, stance="pro", at=at + DAY))
        == "proposals.debate_closed"
    )
    debating.conclude_debate(seo, debate, at=at + 2 * DAY, **conclude)
    assert proposal.rungs.get().due_at == due_after(at + 2 * DAY, 20)
    debating.answer_as_head(jang, proposal, text="하겠습니다.", at=at + 3 * DAY)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.rungs.get().settled_at) == ("head_answered", at + 3 * DAY)
    again = code(lambda: debating.answer_as_head(jang, proposal, text="또", at=at))
    assert again == "proposals.head_answered"


@pytest.mark.parametrize(
    ("who", "state", "refused"),
    [
        ("visitor", "answered", "accounts.sign_in_first"),
        ("yoon", "answered", "accounts.not_allowed"),
        ("seo", "open", "proposals.not_answered_yet"),
        ("seo", "review", "proposals.not_answered_yet"),
    ],
)
def test_who_opens_a_debate_and_when(who, state, refused, call, request):
    from django.contrib.auth.models import AnonymousUser

    actor = AnonymousUser() if who == "visitor" else request.getfixturevalue(who)
    proposal = factories.a_proposal(call=call, state=state)
    assert code(lambda: opened(proposal, actor, timezone.now())) == refused
    assert not Event.objects.exists()


def test_the_presets_are_the_ladders_of_the_two_cities():
    found = {
        slug: [(s.count, s.window_days, s.consequence, s.counts, s.answer_days) for s in ladder.steps.all()]
        for slug, ladder in ladders.load_ladders().items()
    }
    month = 30
    assert found == {
        "seoul-2017": [
            (50, month, "answer", "supports", month),
            (500, month, "debate", "supports", month),
            (5000, month, "head", "participants", month),
        ],
        "seoul-2020": [
            (50, month, "answer", "supports", month),
            (100, month, "debate", "supports", month),
            (1000, month, "head", "participants", month),
        ],
        "seoul-sangsang": [(50, month, "answer", "supports", month)],
        "busan": [(300, month, "answer", "supports", month), (3000, month, "head", "supports", month)],
    }
