"""Many at once: a person counts once, the counter is exact, the threshold is crossed once, numbers differ.

Each race has a control in which the guard is off, and in which the race then goes wrong.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import clocks, numbering, supporting, together, withdrawing
from proposals.models import Proposal, Support
from proposals.refusals import AlreadySupported, NotOpenForSupport, OwnProposal
from tests import factories
from tests.benchmarks.bench_hot import crowd

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
MANY = 16


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run every act in a thread of its own, released together; gives results and refusals, raises anything else."""
    barrier, results = Barrier(len(acts)), [None] * len(acts)

    def run(index: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=60)
            results[index] = act()
        except Exception as error:  # noqa: BLE001  judged below, in the test's own thread
            results[index] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, Refusal):
            raise result
    return results


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Hold every supporter between the check and the write until all of them have been let through the check."""

    def hold(how_many: int) -> None:
        barrier, real = Barrier(how_many), supporting._insert

        def insert(*args: Any) -> Support:
            barrier.wait(timeout=60)
            return real(*args)

        monkeypatch.setattr(supporting, "_insert", insert)

    return hold


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def test_sixteen_taps_of_one_person_count_once(lee, held):
    proposal = factories.a_proposal()
    held(MANY)
    results = at_once(*[lambda: supporting.support(lee, fresh(proposal), at=timezone.now())] * MANY)
    assert sum(isinstance(one, AlreadySupported) for one in results) == MANY - 1
    assert (fresh(proposal).support_count, Support.objects.count()) == (1, 1)


def test_control_without_the_constraint_the_taps_count_sixteen_times(lee, held):
    proposal = factories.a_proposal()
    held(MANY)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE proposals_support DROP CONSTRAINT support_once_by_a_person")
    try:
        at_once(*[lambda: supporting.support(lee, fresh(proposal), at=timezone.now())] * MANY)
        assert fresh(proposal).support_count == MANY
    finally:
        Support.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE proposals_support ADD CONSTRAINT support_once_by_a_person UNIQUE (proposal_id, user_id)"
            )


def sixteen_people() -> list[Any]:
    return [factories.a_person(f"person{n}") for n in range(MANY)]


def test_sixteen_people_are_counted_exactly_and_cross_the_threshold_once(held):
    proposal = factories.a_proposal(
        call=factories.a_call(count_=10), threshold=10, department=factories.a_department()
    )
    held(MANY)
    at_once(*[
        lambda person=person: supporting.support(person, fresh(proposal), at=timezone.now()) for person in sixteen_people()
    ])  # fmt: skip
    after = fresh(proposal)
    assert (after.support_count, Support.objects.count(), after.state) == (MANY, MANY, "review")
    for kind in ("threshold_reached", "routed", "to_answer"):
        assert Event.objects.filter(kind=f"proposals.{kind}").count() == 1
    assert after.routings.count() == 1


def test_control_a_counter_read_and_written_loses_supports(monkeypatch):
    """With the count read before and written after, supports are lost: the delta is what keeps it exact."""
    proposal = factories.a_proposal()
    barrier = Barrier(MANY)

    def add(row: Proposal, delta: int, *, at: Any) -> Proposal:
        read = fresh(row)
        barrier.wait(timeout=60)
        Proposal.objects.filter(pk=row.pk).update(support_count=read.support_count + delta)
        return read

    monkeypatch.setattr(supporting, "_add", add)
    at_once(*[
        lambda person=person: supporting.support(person, fresh(proposal), at=timezone.now()) for person in sixteen_people()
    ])  # fmt: skip
    assert fresh(proposal).support_count < MANY


def test_a_support_and_a_withdrawal_leave_the_counter_true(kim, monkeypatch):
    """The support was checked before the withdrawal and written after it: it is refused, and nothing stays of it."""
    proposal = factories.a_proposal(author=kim)
    lee, real = factories.a_person("lee"), supporting._insert

    def insert(*args: Any) -> Support:
        other = Thread(
            target=lambda: (
                withdrawing.withdraw(kim, fresh(proposal), reason="그만", at=timezone.now()),
                connection.close(),
            )
        )
        other.start()
        other.join(timeout=60)
        return real(*args)

    monkeypatch.setattr(supporting, "_insert", insert)
    with pytest.raises(NotOpenForSupport):
        supporting.support(lee, fresh(proposal), at=timezone.now())
    after = fresh(proposal)
    assert (after.state, after.support_count, Support.objects.count()) == ("withdrawn", 0, 0)


def test_a_support_at_the_close_is_counted_or_refused(lee):
    for _round in range(10):
        until = timezone.now()
        proposal = factories.a_proposal(call=factories.a_call(count_=1), threshold=1, support_until=until)
        at_once(
            lambda p=proposal, u=until: supporting.support(lee, fresh(p), at=u - timedelta(microseconds=1)),
            lambda u=until: clocks.watch(u),
        )
        after = fresh(proposal)
        counted = after.support_count == 1
        assert after.state == ("review" if counted else "not_supported")
        assert after.supports.count() == after.support_count


def test_parallel_submissions_get_numbers_of_their_own():
    def take() -> list[str]:
        with transaction.atomic():
            return numbering.take(timezone.now())

    numbers = [one for [one] in at_once(*[take] * MANY)]
    assert len(set(numbers)) == MANY


def test_control_counting_the_rows_gives_one_number_twice(monkeypatch):
    barrier = Barrier(2)

    def count(year: int, by: int) -> int:
        last = Proposal.objects.count()
        barrier.wait(timeout=60)
        return last + by

    monkeypatch.setattr(numbering, "_raise_counter", count)
    [[one], [other]] = at_once(*[lambda: numbering.take(timezone.now())] * 2)
    assert one == other


def support_while_joining(
    proposal: Proposal, person: Any, invitation: Any, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """The support was checked before the same person joined in another window, and is written after it."""
    real = supporting._insert

    def insert(*args: Any) -> Support:
        other = Thread(
            target=lambda: (together.join(person, invitation, at=timezone.now()), connection.close())
        )
        other.start()
        other.join(timeout=60)
        return real(*args)

    monkeypatch.setattr(supporting, "_insert", insert)
    return supporting.support(person, fresh(proposal), at=timezone.now())


def test_who_joins_while_supporting_does_not_support_their_own(kim, lee, monkeypatch):
    proposal = factories.a_proposal(author=kim)
    invitation = together.invite(kim, proposal, at=timezone.now())
    with pytest.raises(OwnProposal):
        support_while_joining(proposal, lee, invitation, monkeypatch)
    assert (fresh(proposal).support_count, Support.objects.count()) == (0, 0)


def test_control_without_the_second_look_a_co_proposer_supports_their_own(kim, lee, monkeypatch):
    from proposals import actions

    proposal = factories.a_proposal(author=kim)
    invitation = together.invite(kim, proposal, at=timezone.now())
    monkeypatch.setattr(actions, "is_writer", lambda *_given: False)
    support_while_joining(proposal, lee, invitation, monkeypatch)
    assert Support.objects.filter(user=lee).exists()


def test_sixteen_processes_on_one_hot_proposal_lose_nothing():
    """Processes of their own with connections of their own, let loose together; how long they wait is measured elsewhere."""
    found = crowd(MANY, taps=3)
    assert found["given"] == found["counted"] == found["rows"] == 3 * MANY


@pytest.mark.prove
def test_sixteen_processes_for_longer_lose_nothing():
    found = crowd(MANY, taps=100)
    print(found)
    assert found["given"] == found["counted"] == found["rows"] == 100 * MANY
