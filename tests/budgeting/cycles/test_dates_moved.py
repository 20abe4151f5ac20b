"""Whoever hears that dates moved reads which and to when; and whoever relies on them hears of it."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from budgeting.cycles.domain.scheduling import change_phase
from budgeting.cycles.models import Cycle
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.dates import moment_text, plain
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from tests import factories
from tests.budgeting.committee.conftest import at_work
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def moved(oh: User, cycle: Cycle, kind: str, hours: int = 24) -> Event:
    """The close of a phase is moved by so many hours; the event that tells of it."""
    phase = cycle.process.phases.get(kind=kind)
    closes = phase.closes_at + timedelta(hours=hours)
    change_phase(oh, cycle, phase, opens_at=phase.opens_at, closes_at=closes, reason="연휴", at=now())
    return Event.objects.filter(kind="cycles.phase_changed").latest("pk")


def told(event: Event) -> set[User]:
    return set(registry[event.kind].recipients(event))


def test_the_notice_says_which_dates_and_to_when(oh: User) -> None:
    cycle = factories.a_cycle("review")
    event = moved(oh, cycle, "review")
    phase = cycle.process.phases.get(kind="review")
    for language, name in (("ko", "소관부서 검토"), ("en", "department review")):
        with override(language):
            body = rendered(event).body
            for words in (
                name,
                plain(moment_text(phase.opens_at)),
                plain(moment_text(phase.closes_at)),
                "연휴",
            ):
                assert words in body, language


def test_the_roll_hears_that_the_vote_closes_earlier(oh: User, kim: User, lee: User) -> None:
    """They were told a day; somebody who counts on it would find the vote closed."""
    vote = making.a_vote()
    late = factories.a_resident("late")
    event = moved(oh, vote.cycle, "voting", hours=-48)
    assert {kim, lee} <= told(event)
    assert late not in told(event), "not on the roll"
    Cycle.objects.filter(pk=vote.cycle.pk).update(published=False)
    assert kim not in told(event)


def test_departments_and_the_committee_hear_of_their_phases(oh: User, yoon: User) -> None:
    work = at_work("review")
    members = {one.user for one in work.members}
    assert yoon in told(moved(oh, work.cycle, "review"))
    assert members.isdisjoint(told(moved(oh, work.cycle, "review", hours=30)))
    committee = told(moved(oh, work.cycle, "committee"))
    assert members <= committee
    assert yoon not in committee
