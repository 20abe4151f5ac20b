"""A crowd of supporters without a gap: each is let through only when the next one is there."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, local
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from proposals.domain import holding, supporting, withdrawing
from proposals.models import Proposal
from tests import factories
from tests.races.meeting import MOMENT, code_of

SUPPORTERS = 5


def relay(proposal: Proposal, author: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes with which the supports of ``proposal`` were refused ("" for none), in the order in which they came.

    The first supporter shares the proposal and stops. Its author comes and wants to withdraw it, and waits. Then one
    supporter after another comes, and only when that one shares it or waits as well is the one before let through.
    """
    people = [factories.a_person(f"relay{n}") for n in range(SUPPORTERS)]
    shares, go = [Event() for _ in people], [Event() for _ in people]
    mine, real = local(), holding.share

    def share(row: Proposal) -> Proposal:
        found = real(row)
        shares[mine.number].set()
        assert go[mine.number].wait(timeout=60)
        return found

    def supporter(number: int) -> str:
        mine.number = number
        return code_of(lambda: supporting.support(people[number], _now(proposal), at=timezone.now()))

    monkeypatch.setattr(holding, "share", share)
    with ThreadPoolExecutor(SUPPORTERS + 1) as pool:
        coming = [pool.submit(supporter, 0)]
        _until(shares[0].is_set)
        withdrawal = pool.submit(
            code_of, lambda: withdrawing.withdraw(author, _now(proposal), reason="그만", at=timezone.now())
        )
        _until(lambda: _waiting() == 1)
        for number in range(1, SUPPORTERS):
            coming.append(pool.submit(supporter, number))
            _until(lambda n=number: _is_there(shares[n], coming[n]))
            go[number - 1].set()
            coming[number - 1].result(timeout=60)
        go[-1].set()
        assert withdrawal.result(timeout=60) == ""
        return [one.result(timeout=60) for one in coming]


def _is_there(shares: Event, coming: "Future[str]") -> bool:
    """It shares the proposal, or was refused, or waits behind the withdrawal."""
    return shares.is_set() or coming.done() or _waiting() == 2


def _now(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def _waiting() -> int:
    """How many wait for a lock in this database: asked of the database, not of a clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database()"
        )
        found: int = cursor.fetchone()[0]
    return found


def _until(there: Callable[[], bool]) -> None:
    """Looks again and again; nothing depends on how often."""
    while not there():
        Event().wait(MOMENT)
