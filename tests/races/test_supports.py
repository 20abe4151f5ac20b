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

from civic.audit.models import Entry
from civic.common import locks
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import clocks, counting, holding, numbering, supporting, together, withdrawing
from proposals.models import Proposal, Support, Uncounted
from proposals.refusals import AlreadySupported, NotOpenForSupport, OwnProposal
from tests import factories
from tests.benchmarks.bench_hot import crowd
from tests.races.meeting import meet
from tests.races.relay import relay

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
        counting.fold_all(at=timezone.now())
        assert fresh(proposal).support_count == MANY
    finally:
        Support.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE proposals_support ADD CONSTRAINT support_once_by_a_person UNIQUE (proposal_id, user_id)"
            )


def sixteen_people() -> list[Any]:
    return [factories.a_person(f"person{n}") for n in range(MANY)]


def everybody(proposal: Proposal) -> list[Callable[[], Any]]:
    return [
        lambda person=person: supporting.support(person, fresh(proposal), at=timezone.now()) for person in sixteen_people()
    ]  # fmt: skip


def told() -> dict[str, int]:
    """How often each word about the threshold went out."""
    kinds = ("threshold_reached", "routed", "to_answer")
    return {kind: Event.objects.filter(kind=f"proposals.{kind}").count() for kind in kinds}


ONCE = {"threshold_reached": 1, "routed": 1, "to_answer": 1}


def test_sixteen_people_are_counted_exactly_and_cross_the_threshold_once(held):
    """All of them share the proposal at one moment: a lock that kept one from another would end the test here."""
    proposal = factories.a_proposal(
        call=factories.a_call(count_=10), threshold=10, department=factories.a_department()
    )
    held(MANY)
    at_once(*everybody(proposal))
    counting.fold_all(at=timezone.now())
    after = fresh(proposal)
    assert (after.support_count, Support.objects.count(), after.state) == (MANY, MANY, "review")
    assert told() == ONCE
    assert after.routings.count() == 1
    assert not Uncounted.objects.exists()


def test_control_a_counter_read_and_written_loses_supports(monkeypatch):
    """With the count read before and written after, supports are lost: the delta is what keeps it exact."""
    proposal = factories.a_proposal()
    barrier = Barrier(MANY)

    def move(row: Proposal, by: int, *, at: Any) -> Proposal:
        read = fresh(row)
        barrier.wait(timeout=60)
        Proposal.objects.filter(pk=row.pk).update(support_count=read.support_count + by)
        return read

    monkeypatch.setattr(counting, "move", move)
    at_once(*everybody(proposal))
    counting.fold_all(at=timezone.now())
    assert fresh(proposal).support_count < MANY


def two_at_the_threshold(monkeypatch: pytest.MonkeyPatch) -> Proposal:
    """The last two supporters at once: the first has taken in what it saw, the second finds the row taken and is done."""
    proposal = factories.a_proposal(
        call=factories.a_call(count_=2), threshold=2, department=factories.a_department()
    )
    first, second = (factories.a_person(f"person{n}") for n in range(2))
    codes = meet(
        monkeypatch, counting, "take_in",
        lambda: supporting.support(first, fresh(proposal), at=timezone.now()),
        lambda: supporting.support(second, fresh(proposal), at=timezone.now()),
    )  # fmt: skip
    assert codes == ("", "")
    return proposal


@pytest.mark.parametrize("times", range(6))
def test_the_last_two_who_did_not_see_each_other_start_the_clock_once(times, monkeypatch):
    proposal = two_at_the_threshold(monkeypatch)
    before = fresh(proposal)
    assert (before.state, before.support_count, Uncounted.objects.count()) == ("open", 1, 1)
    monkeypatch.undo()
    for _time in range(times):
        counting.fold(proposal.pk, at=timezone.now())
    counting.fold_all(at=timezone.now())  # the sweep, where no task came
    after = fresh(proposal)
    assert (after.state, after.support_count, Uncounted.objects.count()) == ("review", 2, 0)
    assert told() == ONCE


def test_two_tasks_at_once_start_the_clock_once(monkeypatch):
    proposal = two_at_the_threshold(monkeypatch)
    monkeypatch.undo()
    at_once(*[lambda: counting.fold(proposal.pk, at=timezone.now())] * 4)
    after = fresh(proposal)
    assert (after.state, after.support_count) == ("review", 2)
    assert told() == ONCE


def test_control_a_movement_that_is_not_written_down_is_lost(monkeypatch):
    monkeypatch.setattr(Uncounted.objects, "create", lambda **_row: None)
    proposal = two_at_the_threshold(monkeypatch)
    monkeypatch.undo()
    counting.fold_all(at=timezone.now())
    after = fresh(proposal)
    assert (after.state, after.support_count, after.supports.count()) == ("open", 1, 2)


def test_a_support_that_nobody_has_counted_is_taken_back(monkeypatch):
    """Given and taken back while another has the row: both movements lie there, and together they are nothing."""
    proposal = factories.a_proposal()
    first, second = (factories.a_person(f"person{n}") for n in range(2))

    def there_and_back() -> None:
        supporting.support(second, fresh(proposal), at=timezone.now())
        supporting.unsupport(second, fresh(proposal), at=timezone.now())

    meet(
        monkeypatch, counting, "take_in",
        lambda: supporting.support(first, fresh(proposal), at=timezone.now()), there_and_back,
    )  # fmt: skip
    assert sorted(Uncounted.objects.values_list("by", flat=True)) == [-1, 1]
    monkeypatch.undo()
    counting.fold_all(at=timezone.now())
    assert (fresh(proposal).support_count, Support.objects.get().user) == (1, first)


def test_supports_and_their_withdrawals_at_once_leave_the_counter_true():
    proposal = factories.a_proposal()
    people = sixteen_people()
    for person in people[:8]:
        supporting.support(person, fresh(proposal), at=timezone.now())
    at_once(*[
        lambda act=act, person=person: act(person, fresh(proposal), at=timezone.now())
        for act, some in ((supporting.unsupport, people[:8]), (supporting.support, people[8:])) for person in some
    ])  # fmt: skip
    counting.fold_all(at=timezone.now())
    assert fresh(proposal).support_count == Support.objects.count() == 8


def test_a_support_after_a_withdrawal_is_refused(kim, monkeypatch):
    """The support was checked before the withdrawal and written after it: it is refused, and nothing stays of it."""
    proposal = factories.a_proposal(author=kim)
    lee = factories.a_person("lee")
    before_sharing(
        monkeypatch, lambda: withdrawing.withdraw(kim, fresh(proposal), reason="그만", at=timezone.now())
    )
    with pytest.raises(NotOpenForSupport):
        supporting.support(lee, fresh(proposal), at=timezone.now())
    after = fresh(proposal)
    assert (after.state, after.support_count, Support.objects.count()) == ("withdrawn", 0, 0)


def before_sharing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Something happens between a support's first look and its lock, on a connection of its own."""
    real = holding.share

    def share(row: Proposal) -> Proposal:
        other = Thread(target=lambda: (act(), connection.close()))
        other.start()
        other.join(timeout=60)
        return real(row)

    monkeypatch.setattr(holding, "share", share)


def verbs_when_a_withdrawal_meets_a_support(monkeypatch: pytest.MonkeyPatch, kim: Any) -> list[str]:
    """The support has looked at the state under its lock and stops; the withdrawal comes."""
    proposal = factories.a_proposal(author=kim)
    lee = factories.a_person("lee")
    meet(
        monkeypatch, holding, "share",
        lambda: supporting.support(lee, fresh(proposal), at=timezone.now()),
        lambda: withdrawing.withdraw(kim, fresh(proposal), reason="그만", at=timezone.now()),
    )  # fmt: skip
    counting.fold_all(at=timezone.now())
    after = fresh(proposal)
    assert (after.state, after.support_count, after.supports.count()) == ("withdrawn", 1, 1)
    seen = ("proposals.supported", "proposals.withdrawn")
    return list(Entry.objects.filter(verb__in=seen).order_by("pk").values_list("verb", flat=True))


def test_a_withdrawal_waits_for_a_support_that_has_looked(kim, monkeypatch):
    found = verbs_when_a_withdrawal_meets_a_support(monkeypatch, kim)
    assert found == ["proposals.supported", "proposals.withdrawn"]


def test_control_without_the_shared_lock_a_withdrawn_proposal_is_supported(kim, monkeypatch):
    monkeypatch.setattr(locks, "share", lambda _name: None)
    found = verbs_when_a_withdrawal_meets_a_support(monkeypatch, kim)
    assert found == ["proposals.withdrawn", "proposals.supported"]


def test_a_withdrawal_gets_through_a_crowd_without_a_gap(kim, monkeypatch):
    """It waits for the one support that is under way, and those who came after it find it withdrawn."""
    proposal = factories.a_proposal(author=kim)
    assert relay(proposal, kim, monkeypatch) == ["", *["proposals.not_open_for_support"] * 4]
    counting.fold_all(at=timezone.now())
    after = fresh(proposal)
    assert (after.state, after.support_count, after.supports.count()) == ("withdrawn", 1, 1)


def test_control_by_the_row_alone_a_withdrawal_waits_for_the_whole_crowd(kim, monkeypatch):
    """As it was before: supports share the row's key, which has no queue."""

    def share(row: Proposal) -> Proposal:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM proposals_proposal WHERE id = %s FOR KEY SHARE", [row.pk])
        return fresh(row)

    monkeypatch.setattr(locks, "exclude", lambda _name: None)
    monkeypatch.setattr(holding, "share", share)
    proposal = factories.a_proposal(author=kim)
    assert relay(proposal, kim, monkeypatch) == [""] * 5
    assert (fresh(proposal).state, proposal.supports.count()) == ("withdrawn", 5)


def test_a_state_is_changed_in_the_middle_of_a_crowd(kim):
    """Whoever shares it comes and goes; who wants it alone has to get it all the same."""
    proposal = factories.a_proposal(author=kim)
    acts = everybody(proposal)
    found = at_once(
        *acts, lambda: withdrawing.withdraw(kim, fresh(proposal), reason="그만", at=timezone.now())
    )
    counting.fold_all(at=timezone.now())
    after = fresh(proposal)
    refused = sum(isinstance(one, NotOpenForSupport) for one in found)
    assert (after.state, after.support_count) == ("withdrawn", MANY - refused)
    assert Support.objects.count() == MANY - refused


def test_a_window_that_closes_takes_in_what_was_given_in_time(lee, monkeypatch):
    """Two supports reach the threshold, one of them uncounted, and the clock comes before the task does."""
    proposal = two_at_the_threshold(monkeypatch)
    monkeypatch.undo()
    assert clocks.watch(fresh(proposal).support_until)["closed"] == 0
    assert fresh(proposal).state == "review"
    assert told() == ONCE


def test_a_support_at_the_close_is_counted_or_refused(lee):
    for _round in range(10):
        until = timezone.now()
        proposal = factories.a_proposal(call=factories.a_call(count_=1), threshold=1, support_until=until)
        at_once(
            lambda p=proposal, u=until: supporting.support(lee, fresh(p), at=u - timedelta(microseconds=1)),
            lambda u=until: clocks.watch(u),
        )
        counting.fold_all(at=until)
        clocks.watch(until)  # it leaves alone what somebody holds
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
    before_sharing(monkeypatch, lambda: together.join(person, invitation, at=timezone.now()))
    return supporting.support(person, fresh(proposal), at=timezone.now())


def test_who_supports_while_joining_supports_no_longer(kim, lee, monkeypatch):
    """The other way round: the support has its lock and is not through; joining waits, and takes it back."""
    proposal = factories.a_proposal(author=kim)
    invitation = together.invite(kim, proposal, at=timezone.now())
    codes = meet(
        monkeypatch, holding, "share",
        lambda: supporting.support(lee, fresh(proposal), at=timezone.now()),
        lambda: together.join(lee, invitation, at=timezone.now()),
    )  # fmt: skip
    assert codes == ("", "")
    counting.fold_all(at=timezone.now())
    assert (fresh(proposal).support_count, Support.objects.count()) == (0, 0)


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
