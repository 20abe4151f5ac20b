"""Two departments that are merged into each other at once are one merger: never a circle."""

from collections.abc import Callable
from typing import Any

import pgtrigger
import pytest

from civic.accounts.actors import System
from civic.areas.models import Department
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.departments.domain import ending
from tests import factories
from tests.races.ballots import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
WHY = "조직 개편"


def both_ways(act: Callable[[Department, Department], Any]) -> list[Any]:
    one, other = factories.a_department("one"), factories.a_department("other")
    return at_once([lambda: act(one, other), lambda: act(other, one)])


def by_hand(one: Department, other: Department) -> None:
    Department.objects.filter(pk=one.pk).update(ended_at=now(), ended_because=WHY, successor=other)


def unguarded(one: Department, other: Department) -> None:
    with pgtrigger.ignore("areas.Department:ending"):
        by_hand(one, other)


def in_a_circle() -> bool:
    return Department.objects.filter(successor__isnull=False).count() == 2


def test_one_of_two_ends_is_refused() -> None:
    said = both_ways(
        lambda one, other: ending.end(System("test"), one, successor=other, because=WHY, at=now())
    )
    assert sum(isinstance(one, Refusal) for one in said) == 1
    assert not in_a_circle()


def test_the_database_lets_one_through_at_most() -> None:
    said = both_ways(by_hand)
    assert any(isinstance(one, Exception) for one in said)
    assert not in_a_circle()


def test_without_the_trigger_they_run_in_a_circle() -> None:
    both_ways(unguarded)
    assert in_a_circle()
