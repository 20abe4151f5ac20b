"""What time does, once, however often the watch runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.notifications.models import Event
from proposals.domain import answering, clocks
from tests import factories

pytestmark = pytest.mark.django_db
NOTHING = dict.fromkeys(
    ("closed", "due_soon", "overdue", "late_steps", "late_replies", "promised", "calls", "rechecked"), 0
)


def events(name):
    return Event.objects.filter(kind=f"proposals.{name}").count()


@pytest.mark.parametrize("times", range(1, 6))
def test_a_window_that_ran_out_closes_once(times):
    proposal = factories.a_proposal(support_until=timezone.now(), support_count=49)
    untouched = factories.a_proposal()
    for hour in range(times):
        clocks.watch(timezone.now() + timedelta(hours=hour))
    proposal.refresh_from_db()
    untouched.refresh_from_db()
    assert (proposal.state, untouched.state) == ("not_supported", "open")
    assert events("closed") == 1


@pytest.mark.parametrize("times", range(1, 6))
def test_the_officers_hear_before_and_at_the_due_date_once_each(times):
    now = timezone.now()
    factories.a_proposal(state="review", answer_due_at=now + timedelta(days=3, hours=1))
    clocks.watch(now)
    assert (events("due_soon"), events("overdue")) == (0, 0)
    for _time in range(times):
        clocks.watch(now + timedelta(hours=2))
    assert (events("due_soon"), events("overdue")) == (1, 0)
    for day in range(times):
        clocks.watch(now + timedelta(days=4 + day))
    assert (events("due_soon"), events("overdue")) == (1, 1)


def test_a_watch_that_slept_says_overdue_only():
    factories.a_proposal(state="review", answer_due_at=timezone.now() - timedelta(days=30))
    assert clocks.watch(timezone.now()) == NOTHING | {"overdue": 1}
    assert events("due_soon") == 0


def test_an_answered_proposal_has_no_clock(yoon):
    now = timezone.now()
    proposal = factories.a_proposal(state="review", answer_due_at=now + timedelta(days=1))
    answering.answer(yoon, proposal, disposition="in_force", text="하고 있습니다.", at=now)
    assert clocks.watch(now + timedelta(days=9)) == NOTHING


def test_many_rows_are_worked_off_in_batches(monkeypatch):
    monkeypatch.setattr(clocks, "BATCH", 2)
    call = factories.a_call()
    for _n in range(5):
        factories.a_proposal(call=call, support_until=timezone.now())
    assert clocks.watch(timezone.now())["closed"] == 5
