"""The clock on a member's queue: until when declarations and scores are taken, and none when the committee is over."""

from datetime import timedelta

import pytest
from django.test import Client

from budgeting.committee.working import queue_of
from civic.processes.models import Phase
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work, english

CLOSES, CLOSED, LEFT = "위원회 심사 마감<", "심사 마감일<", "deadline__left"


def phase_of(work: Work) -> Phase:
    phase = work.cycle.process.phase(Phase.Kind.COMMITTEE)
    assert phase is not None
    return phase


@pytest.mark.parametrize(("after", "over"), [(-1, False), (0, True), (1, True)])
def test_the_queue_is_over_at_the_very_end_of_its_phase(work: Work, after: int, over: bool) -> None:
    closes = phase_of(work).closes_at
    found = queue_of(work.members[0], work.cycle, closes + timedelta(seconds=after))
    assert (found.closes_at, found.is_over, found.is_open) == (closes, over, not over)


def page_in(phase: str, client: Client) -> str:
    work = at_work(phase)
    work.declare_none(work.members[0])
    client.force_login(work.members[0].user)
    page = client.get("/committee/queue/").content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize(("phase", "still_running"), [("committee", True), ("voting", False)])
def test_the_days_that_are_left_stand_on_the_page_as_long_as_there_are_any(
    db: None, client: Client, phase: str, still_running: bool
) -> None:
    page = page_in(phase, client)
    assert (CLOSES in page, LEFT in page, CLOSED in page) == (still_running, still_running, not still_running)
    assert ("이 위원회의 심사는 끝났습니다" in page) == (not still_running)


def test_the_committee_at_work_stands_before_newer_ones_that_are_over(work: Work, client: Client) -> None:
    """Three are shown: the one where something is to be done must be among them."""
    member = work.members[0]
    for n in range(3):
        cycle = factories.a_cycle("delivery")
        factories.a_seat(factories.a_committee(cycle, name=f"지난 위원회 {n}"), member.user)
    client.force_login(member.user)
    page = client.get("/committee/queue/").content.decode()
    assert work.committee.name in page
    assert page.index(work.committee.name) < page.index("지난 위원회 2")


def test_the_end_of_a_review_that_is_over_is_a_moment_and_no_deadline(db: None, client: Client) -> None:
    """ "Closed on by 6 pm" said both at once."""
    work = at_work("voting")
    client.force_login(english(work.members[0].user))
    page = client.get("/committee/queue/").content.decode()
    said = page.split("Committee review closed on")[1][:60]
    assert " by " not in said
