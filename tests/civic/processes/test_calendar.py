"""The calendar as people read it."""

from datetime import UTC, datetime, timedelta

from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civic.processes.calendar import LEAST, WIDTH, calendar
from civic.processes.models import Phase

START = datetime(2026, 3, 1, tzinfo=UTC)


def phase(kind: str, first: float, last: float) -> Phase:
    return Phase(kind=kind, opens_at=START + timedelta(days=first), closes_at=START + timedelta(days=last))


def test_bars_stand_in_order_with_their_state() -> None:
    drawn = calendar(
        [phase("voting", 20, 40), phase("gather", 0, 10), phase("review", 10, 20)], START + timedelta(days=12)
    )
    assert [(bar.kind, bar.state) for bar in drawn.bars] == [
        ("gather", "done"),
        ("review", "now"),
        ("voting", "next"),
    ]
    assert [(bar.left, bar.width) for bar in drawn.bars] == [(0, 250), (250, 250), (500, 500)]
    assert drawn.today == 300
    assert drawn.now is not None
    assert drawn.now.kind == "review"
    assert drawn.next is not None
    assert drawn.next.kind == "voting"


def test_the_closing_moment_is_no_longer_open() -> None:
    drawn = calendar([phase("gather", 0, 10)], START + timedelta(days=10))
    assert drawn.now is None
    assert drawn.today is None


def test_phases_that_touch_need_no_remark() -> None:
    assert calendar([phase("gather", 0, 10), phase("review", 10, 20)], START).remarks == []


def test_an_overlap_and_a_gap_are_said_in_words() -> None:
    with translation.override("en"):
        overlap = calendar([phase("gather", 0, 10), phase("review", 9, 20)], START).remarks
        gap = calendar([phase("gather", 0, 10), phase("review", 12, 20)], START).remarks
    assert len(overlap) == len(gap) == 1
    assert "“department review” opens on" in overlap[0]
    assert "while “gathering proposals” is still open" in overlap[0]
    assert "no phase is open" in gap[0]


def test_a_calendar_without_phases_draws_nothing() -> None:
    assert calendar([], START).bars == []


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 400)), min_size=1, max_size=8))
def test_every_bar_lies_on_the_drawing(spans: list[tuple[int, int]]) -> None:
    drawn = calendar([phase("gather", first, first + length) for first, length in spans], START)
    for bar in drawn.bars:
        assert 0 <= bar.left <= WIDTH - LEAST
        assert bar.width >= LEAST
        assert bar.left + bar.width <= WIDTH + LEAST
