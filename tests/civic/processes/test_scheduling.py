"""Dates move into the future only, with a reason; what rests on an opening cannot be thawed by moving it."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.constraints import violated
from civic.common.refusals import Refusal
from civic.processes.domain.scheduling import change_phase, plan_phases
from civic.processes.models import Phase, PhaseChange, Process
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def process() -> Process:
    """Gathering is over, review is open, the vote is to come."""
    process = factories.a_process("budget")
    at = now()
    spans = {"gather": (-20, -10), "review": (-10, 10), "voting": (10, 20)}
    for kind, (opens, closes) in spans.items():
        Phase.objects.create(
            process=process, kind=kind, opens_at=at + opens * DAY, closes_at=at + closes * DAY
        )
    return process


def phase(process: Process, kind: str) -> Phase:
    return Phase.objects.select_related("process").get(process=process, kind=kind)


def test_a_change_keeps_the_old_dates_the_actor_and_the_reason(process: Process, oh: User) -> None:
    vote = phase(process, "voting")
    old = vote.opens_at, vote.closes_at
    new = old[0] + DAY, old[1] + 2 * DAY
    change = change_phase(oh, vote, opens_at=new[0], closes_at=new[1], reason="설 연휴", at=now())
    assert (change.old_opens_at, change.old_closes_at, change.actor) == (*old, oh)
    assert (vote.opens_at, vote.closes_at) == new
    fresh = phase(process, "voting")
    assert (fresh.opens_at, fresh.closes_at) == new
    entry = Entry.objects.get(verb="processes.change_phase")
    assert entry.data["reason"] == "설 연휴"


CASES = {
    "stranger": ("kim", "voting", DAY, DAY, "까닭", "accounts.not_allowed"),
    "other keeper": ("park", "voting", DAY, DAY, "까닭", "accounts.not_allowed"),
    "over": ("oh", "gather", 0 * DAY, 30 * DAY, "까닭", "processes.phase_is_over"),
    "opened": ("oh", "review", DAY, DAY, "까닭", "processes.phase_has_opened"),
    "upside down": ("oh", "voting", 15 * DAY, 0 * DAY, "까닭", "processes.closes_before_it_opens"),
    "past opening": ("oh", "voting", -15 * DAY, 0 * DAY, "까닭", "processes.dates_in_the_past"),
    "past close": ("oh", "review", 0 * DAY, -12 * DAY, "까닭", "processes.dates_in_the_past"),
    "nothing": ("oh", "voting", 0 * DAY, 0 * DAY, "까닭", "processes.nothing_changes"),
    "no reason": ("oh", "voting", DAY, DAY, "  ", "processes.reason_missing"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_that_may_not_be_is_refused_and_writes_nothing(
    case: str, process: Process, request: pytest.FixtureRequest
) -> None:
    who, kind, open_shift, close_shift, reason, code = CASES[case]
    actor, row = request.getfixturevalue(who), phase(process, kind)
    with pytest.raises(Refusal) as caught:
        change_phase(
            actor,
            row,
            opens_at=row.opens_at + open_shift,
            closes_at=row.closes_at + close_shift,
            reason=reason,
            at=now(),
        )
    assert caught.value.code == code
    assert not PhaseChange.objects.exists()
    assert not Entry.objects.filter(verb="processes.change_phase").exists()


def test_the_close_of_an_open_phase_can_move(process: Process, oh: User) -> None:
    review = phase(process, "review")
    change_phase(
        oh, review, opens_at=review.opens_at, closes_at=review.closes_at + DAY, reason="연장", at=now()
    )
    assert PhaseChange.objects.count() == 1


def test_no_door_moves_the_opening_of_an_opened_phase(process: Process) -> None:
    review = phase(process, "review")
    later = now() + DAY

    def by_sql(statement: str, *params: datetime | int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)

    doors = [
        lambda: Phase.objects.filter(pk=review.pk).update(opens_at=later),
        lambda: by_sql("UPDATE processes_phase SET opens_at = %s WHERE id = %s", later, review.pk),
        lambda: by_sql("UPDATE processes_phase SET kind = 'result' WHERE id = %s", review.pk),
        lambda: by_sql("DELETE FROM processes_phase WHERE id = %s", review.pk),
        review.delete,
    ]
    for door in doors:
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            door()
        assert violated(caught.value) == "phase_opened_stays_opened"
    vote = phase(process, "voting")
    Phase.objects.filter(pk=vote.pk).update(opens_at=later)


def test_phases_are_planned_once(oh: User) -> None:
    process = factories.a_process("budget")
    at = now()
    plan_phases(oh, process, {"gather": (at + DAY, at + 2 * DAY)})
    with pytest.raises(Refusal) as caught:
        plan_phases(oh, process, {"gather": (at + DAY, at + 2 * DAY)})
    assert caught.value.code == "processes.phase_twice"
