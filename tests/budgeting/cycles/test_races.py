"""Two officers merge two projects into each other at the same moment."""

from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError

from budgeting.cycles.domain import shaping
from budgeting.cycles.models import Lineage, Project
from civic.accounts.models import User
from tests import factories
from tests.budgeting.cycles.test_shaping import an_open_cycle, merge, two
from tests.races.meeting import Act, meet
from tests.races.test_supports import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def crosswise() -> tuple[Act, Act]:
    """Each officer has read both projects for themselves."""
    officers: list[User] = [factories.a_staff_member(f"oh{n}", "budget") for n in range(2)]
    pks = [one.pk for one in two(an_open_cycle())]

    def merges(officer: User, old: int, new: int) -> Act:
        return lambda: merge(officer, Project.objects.get(pk=old), Project.objects.get(pk=new))

    return merges(officers[0], *pks), merges(officers[1], *reversed(pks))


def test_two_who_merge_crosswise_wait_for_each_other_and_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first holds both rows when the second comes; the second waits, and then finds its project merged."""
    came = meet(monkeypatch, shaping.actions.merge_projects, "require", *crosswise())
    assert came == ("", "cycles.not_shapeable")
    assert sorted(Project.objects.values_list("state", flat=True)) == ["merged", "review"]
    assert Lineage.objects.count() == 1


def test_control_without_one_order_of_the_locks_the_two_are_in_a_deadlock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each has locked the row that it was given first; the database ends one of them with an error, not a refusal."""
    both = Barrier(2)

    def in_the_order_given(*pks: int) -> list[Project]:
        rows = [Project.objects.select_for_update(of=("self",)).get(pk=pks[0])]
        both.wait(timeout=60)
        return [*rows, Project.objects.select_for_update(of=("self",)).get(pk=pks[1])]

    monkeypatch.setattr(shaping, "_locked_many", in_the_order_given)
    acts: Any = crosswise()
    with pytest.raises(OperationalError, match="deadlock"):
        at_once(*acts)
    assert Lineage.objects.count() == 1
