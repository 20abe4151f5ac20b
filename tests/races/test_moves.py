"""Merges, approvals and positions at once: united by person, decided once, counted exactly."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from civic.common import locks
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import answering, approving, counting, debating, holding, merging, supporting
from proposals.models import Answer, Debate, Merge, Proposal, Support, Voice
from tests import factories
from tests.races.meeting import meet
from tests.races.test_supports import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def a_supported(author: Any, people: list[Any], call: Any) -> Proposal:
    proposal = factories.a_proposal(author=author, call=call, support_count=len(people))
    Support.objects.bulk_create(Support(proposal=proposal, user=one) for one in people)
    return proposal


def true_counter(proposal: Proposal) -> bool:
    return fresh(proposal).support_count == Support.objects.filter(proposal=proposal).count()


def test_two_merges_of_one_proposal_at_once_leave_one(kim, park):
    call = factories.a_call()
    people = [factories.a_person(f"person{n}") for n in range(6)]
    source = a_supported(kim, people[:4], call)
    targets = [a_supported(kim, people[2:], call), a_supported(kim, people[:1], call)]
    results = at_once(*[
        lambda target=target: merging.merge(park, fresh(source), fresh(target), reason="같음", at=timezone.now())
        for target in targets
    ])  # fmt: skip
    assert sum(isinstance(one, Merge) for one in results) == 1
    assert [one.code for one in results if isinstance(one, Refusal)] == ["proposals.not_under_way"]
    assert all(true_counter(one) for one in targets)
    assert Merge.objects.count() == 1


def test_two_merges_across_each_other_end_without_a_deadlock(kim, park):
    call = factories.a_call()
    one, other = (a_supported(kim, [factories.a_person(f"p{n}")], call) for n in range(2))
    results = at_once(
        lambda: merging.merge(park, fresh(one), fresh(other), reason="같음", at=timezone.now()),
        lambda: merging.merge(park, fresh(other), fresh(one), reason="같음", at=timezone.now()),
    )
    assert sum(isinstance(result, Merge) for result in results) == 1
    assert sorted([fresh(one).state, fresh(other).state]) == ["merged", "open"]


@pytest.mark.parametrize("same", [True, False], ids=["a supporter of both", "somebody else"])
def test_a_support_that_is_being_given_while_two_are_merged_counts_once(same, kim, lee, park, monkeypatch):
    """The supporter's row is written and not yet counted when the merge begins: it waits, and unites after it."""
    call = factories.a_call()
    source = a_supported(kim, [lee] if same else [factories.a_person("hong")], call)
    target = a_supported(kim, [], call)
    codes = meet(
        monkeypatch, supporting, "_insert",
        lambda: supporting.support(lee, fresh(target), at=timezone.now()),
        lambda: merging.merge(park, fresh(source), fresh(target), reason="같음", at=timezone.now()),
    )  # fmt: skip
    assert codes == ("", "")
    counting.fold_all(at=timezone.now())
    assert fresh(source).state == "merged"
    assert Support.objects.filter(proposal=target, user=lee).count() == 1
    assert fresh(target).support_count == target.supports.count() == (1 if same else 2)


def supporters_led_on(kim: Any, lee: Any, park: Any, monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Who supports the target after a merge that met a support of the source."""
    call = factories.a_call()
    source, target = a_supported(kim, [], call), a_supported(kim, [], call)
    meet(
        monkeypatch, holding, "share",
        lambda: supporting.support(lee, fresh(source), at=timezone.now()),
        lambda: merging.merge(park, fresh(source), fresh(target), reason="같음", at=timezone.now()),
    )  # fmt: skip
    counting.fold_all(at=timezone.now())
    assert fresh(source).state == "merged"
    assert true_counter(source)
    assert true_counter(target)
    return set(target.supports.values_list("user", flat=True))


def test_a_support_of_what_is_being_merged_is_led_on(kim, lee, park, monkeypatch):
    assert supporters_led_on(kim, lee, park, monkeypatch) == {lee.pk}


def test_control_without_the_shared_lock_it_stays_behind(kim, lee, park, monkeypatch):
    monkeypatch.setattr(locks, "share", lambda _name: None)
    assert supporters_led_on(kim, lee, park, monkeypatch) == set()


def test_a_proposal_cannot_be_supported_any_more_once_it_is_merged(kim, lee, park):
    call = factories.a_call()
    source, target = a_supported(kim, [], call), a_supported(kim, [], call)
    people = [factories.a_person(f"person{n}") for n in range(8)]
    at_once(
        lambda: merging.merge(park, fresh(source), fresh(target), reason="같음", at=timezone.now()),
        *[lambda one=one: supporting.support(one, fresh(source), at=timezone.now()) for one in people],
    )
    counting.fold_all(at=timezone.now())
    assert true_counter(source)
    assert true_counter(target)
    gone = set(source.supports.values_list("user", flat=True)) - set(
        target.supports.values_list("user", flat=True)
    )
    assert not gone, "whoever was counted before the merge is counted after it"


def test_two_approvals_and_a_publication_at_once_give_one_answer(yoon, kim):
    colleagues = [factories.a_staff_member(f"moon{n}", "officer") for n in range(2)]
    proposal = factories.a_proposal(author=kim, state="review")
    at = timezone.now()
    draft = approving.ask(
        yoon, approving.save_draft(yoon, proposal, at=at, disposition="in_force", text="이미 합니다.")
    )
    results = at_once(*[lambda who=who: approving.approve(who, fresh(draft)) for who in colleagues])
    assert [one.code for one in results if isinstance(one, Refusal)] == ["proposals.not_waiting"]
    results = at_once(
        *[lambda who=who: approving.publish(who, fresh(draft), at=at) for who in colleagues],
        lambda: answering.answer(yoon, fresh(proposal), at=at, disposition="in_force", text="또"),
    )
    assert sum(isinstance(one, Answer) for one in results) == 1
    assert Answer.objects.filter(interim=False).count() == 1
    assert Event.objects.filter(kind="proposals.answered").count() == 1


def test_positions_at_once_are_counted_exactly_and_reach_the_step_once(kim, seo):
    call = factories.a_call()
    call.ladder.steps.create(
        count=8, window_days=30, consequence="head", answer_days=10, counts="participants"
    )
    proposal = factories.a_proposal(author=kim, call=call, state="debate")
    now = timezone.now()
    debate = Debate.objects.create(
        proposal=proposal, question="할까요?", reason="갈림", opens_at=now, closes_at=now + timedelta(days=1)
    )
    people = [factories.a_person(f"person{n}") for n in range(8)]
    at_once(*[
        lambda one=one, n=n: debating.take_part(one, fresh(debate), stance=("pro", "con")[n % 2], at=now)
        for n, one in enumerate([*people, *people])
    ])  # fmt: skip
    debate = fresh(debate)
    voices = {stance: Voice.objects.filter(stance=stance).count() for stance in ("pro", "con")}
    assert (debate.pro_count, debate.con_count) == (voices["pro"], voices["con"])
    assert (debate.participants, proposal.rungs.count()) == (8, 1)
