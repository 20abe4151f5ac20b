"""Nobody waits longer, and nobody loses a higher step, because a proposal was merged, split, hidden or sent away and back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from civic.notifications.models import Event
from proposals.domain import clocks, hiding, merging, splitting, supporting, transferring
from proposals.models import Proposal, Rung, Step
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def call():
    """Three supports for an answer, five for the mayor."""
    call = factories.a_call(count_=3)
    Step.objects.create(
        ladder=call.ladder, count=5, window_days=60, consequence="head", answer_days=20, counts="supports"
    )
    return call


def waiting(call, days: int, **fields) -> Proposal:
    """Under review, due in ``days``; those who brought it there have taken their supports back since."""
    now = timezone.now()
    defaults = {"threshold": 3, "next_threshold": 5, "threshold_reached_at": now - 20 * DAY, "call": call}
    return factories.a_proposal(state="review", **(defaults | {"answer_due_at": now + days * DAY} | fields))


def merge(park, source: Proposal, target: Proposal) -> Proposal:
    merging.merge(park, source, target, reason="같은 내용입니다.", at=timezone.now())
    target.refresh_from_db()
    return target


def told(kind: str, proposal: Proposal) -> list[Event]:
    return list(Event.objects.filter(kind=f"proposals.{kind}", subject=f"proposals.proposal:{proposal.pk}"))


def test_a_promised_answer_is_owed_where_its_readers_are_led(call, park):
    parks = factories.a_department("parks", name="공원과")
    source = waiting(call, 3, department=parks)
    target = merge(park, source, factories.a_proposal(call=call, threshold=3))
    assert (target.state, target.answer_due_at) == ("review", source.answer_due_at)
    assert (target.threshold_reached_at, target.department) == (source.threshold_reached_at, parks)
    assert target.next_threshold == 5
    [work] = told("to_answer", target)
    assert work.params["department_id"] == parks.pk
    assert target.routings.get().reason == "같은 내용입니다."


@pytest.mark.parametrize(("source_due", "target_due"), [(3, 20), (20, 3), (-2, 20)])
def test_of_two_dates_the_earlier_one_is_owed(source_due, target_due, call, park):
    source = waiting(call, source_due)
    target = waiting(call, target_due, due_soon_told_at=timezone.now())
    earlier = min(source.answer_due_at, target.answer_due_at)
    target = merge(park, source, target)
    assert target.answer_due_at == earlier
    assert len(told("to_answer", target)) == (source_due < target_due), "the officers hear of a nearer date"
    clocks.watch(timezone.now())
    late = timezone.now() >= earlier
    assert (len(told("overdue", target)), len(told("due_soon", target))) == (
        late,
        source_due == 3,
    ), "an answer that was late stays late"


def test_a_nearer_date_is_told_soon_before_it_comes_as_the_later_one_was(call, park):
    target = waiting(call, 3)
    clocks.watch(timezone.now() + DAY)
    assert len(told("due_soon", target)) == 1
    merge(park, waiting(call, 2), target)
    clocks.watch(timezone.now() + DAY)
    assert len(told("due_soon", target)) == 2


def test_a_merge_of_two_that_still_gather_supports_starts_no_clock(call, park):
    one, other = (factories.a_proposal(call=call, threshold=3) for _ in range(2))
    assert merge(park, one, other).state == "open"


def test_a_higher_step_goes_along_with_a_merge_once(call, park):
    source, target = waiting(call, 3), waiting(call, 5)
    rung = Rung.objects.create(
        proposal=source, consequence="head", count=5, answer_days=20, reached_at=timezone.now()
    )
    merge(park, source, target)
    [mine] = target.rungs.all()
    assert (mine.consequence, mine.count, mine.reached_at) == ("head", 5, rung.reached_at)
    merging.undo_merge(park, source, reason="다릅니다.", at=timezone.now())
    merge(park, source, target)
    assert target.rungs.count() == 1


def test_undoing_brings_the_date_back_and_tells_the_department(call, park):
    source = waiting(call, 3)
    merge(park, source, factories.a_proposal(call=call, threshold=3))
    merging.undo_merge(park, source, reason="다릅니다.", at=timezone.now())
    source.refresh_from_db()
    assert source.state == "review"
    assert len(told("to_answer", source)) == 1


def test_a_part_keeps_the_steps_the_place_and_the_department(call, park, kim):
    whole = factories.a_proposal(author=kim, call=call, threshold=3, latitude="37.5663", longitude="126.9779")
    factories.a_department("parks", name="공원과", takes_unrouted=True)
    for n in range(5):
        supporting.support(factories.a_person(f"person{n}"), whole, at=timezone.now())
    part = splitting.split(
        park, whole, title="조명만 따로", body="밝혀 주세요.", reason="소관이 다릅니다.", at=timezone.now()
    )
    assert [rung.consequence for rung in part.rungs.all()] == ["head"], "five people were enough for both"
    whole.refresh_from_db()
    assert (part.latitude, part.longitude) == (whole.latitude, whole.longitude)
    assert part.routings.get().reason == "소관이 다릅니다."
    [work] = told("to_answer", part)
    assert work.params["department_id"] == part.department_id


@pytest.mark.parametrize("way", ["hidden", "transferred"])
def test_a_department_hears_that_an_answer_waits_for_it_again(way, call, park, yoon):
    proposal = waiting(call, 3)
    at = timezone.now()
    if way == "hidden":
        hiding.restore(park, hiding.hide(park, proposal, rule="abuse"), at=at)
    else:
        transferring.transfer(
            yoon, proposal, on=at.date(), reason="소관이 아닙니다.", body="철도 관리 기관", at=at
        )
        transferring.take_back(yoon, proposal, reason="시의 일입니다.", at=at)
    proposal.refresh_from_db()
    assert proposal.state == "review"
    [work] = told("to_answer", proposal)
    due = parse_datetime(work.params["due"])
    assert due is not None
    assert abs(due - proposal.answer_due_at) < timedelta(seconds=1)
