"""The published ranking while things go on: a further round is opened, and projects leave."""

from decimal import Decimal

import pytest

from budgeting.committee.domain.closing import close_item
from budgeting.committee.domain.deciding import decide
from budgeting.committee.domain.shaping import open_round
from budgeting.committee.rankings import firmness, leniencies, rankings, seen_by
from budgeting.cycles.domain.reviewing import withdraw_project
from budgeting.cycles.models import Project
from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.budgeting.committee.conftest import Work
from tests.budgeting.committee.sessions.conftest import fresh

pytestmark = pytest.mark.django_db


def scored(work: Work, level: int, cost: int = 600_000_000) -> Project:
    project = factories.a_project(work.envelope, state="eligible", cost=cost)
    for member in work.members:
        factories.a_sheet(member, project, level)
    return fresh(project)


def order(viewer: User | None, work: Work) -> list[tuple[int, bool]]:
    found = rankings(seen_by(viewer, work.committee, now()), Decimal(0))
    return [(line.closing.project_id, line.place.inside) for one in found for line in one.lines]


def test_what_was_decided_keeps_its_place_when_another_round_is_opened(work: Work, han: User) -> None:
    best, next_, open_ = scored(work, 4), scored(work, 3, 300_000_000), scored(work, 2, 100_000_000)
    for project in (best, next_):
        decide(han, project, outcome="admitted", reason="좋습니다.", condition="", at=now())
    close_item(han, open_, at=now())
    before = order(None, work)
    assert before == [(best.pk, True), (next_.pk, True)]
    open_round(han, work.committee, name="2차 심사", at=now())
    assert order(None, work) == before
    assert order(han, work) == before, "what was not decided is scored anew in the new round"
    seen = seen_by(han, work.committee, now())
    assert (leniencies(seen), firmness(seen, Decimal(0), 5)) == ([], []), "another rubric is not compared"


def test_a_project_that_left_takes_no_place_and_no_money(work: Work, han: User, oh: User) -> None:
    first, second = scored(work, 4), scored(work, 3)
    for project in (first, second):
        close_item(han, project, at=now())
    assert order(han, work) == [(first.pk, True), (second.pk, False)]
    withdraw_project(oh, fresh(first), reason="장소를 쓸 수 없습니다.", at=now())
    assert order(han, work) == [(second.pk, True)]
