"""The reminder before votes in writing end: once, to those whose votes are missing, and to nobody who is recused."""

from datetime import timedelta

import pytest
from django.conf import settings as configured

from budgeting.committee import tasks
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.domain.reminding import remind_from, remind_of_votes
from budgeting.committee.models import Session
from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.kinds import registry
from civic.notifications.models import Event, Message
from tests import factories
from tests.budgeting.committee.conftest import Work
from tests.budgeting.committee.sessions.conftest import fresh
from tests.budgeting.committee.sessions.test_writing import Round, sent_round

pytestmark = pytest.mark.django_db
KIND = "committee.vote_missing"
DAY = timedelta(days=1)


@pytest.fixture
def paper(work: Work) -> Round:
    return sent_round(work)


def reminded() -> set[User]:
    return set(registry[KIND].recipients(Event.objects.get(kind=KIND)))


@pytest.mark.parametrize("runs", range(6))
def test_the_reminder_comes_once_however_often_the_clock_runs(paper: Round, runs: int) -> None:
    for n in range(runs):
        assert remind_of_votes(paper.deadline - DAY + n * timedelta(minutes=5)) == 1
        deliver_waiting()
    assert Event.objects.filter(kind=KIND).count() == min(runs, 1)
    assert Message.objects.filter(event__kind=KIND).count() == (5 if runs else 0)


def test_it_goes_to_those_whose_votes_are_missing_and_not_to_the_recused(paper: Round) -> None:
    _voted, out, *missing = [one.user for one in paper.work.members]
    factories.a_seat(paper.work.committee, factories.a_resident("advisory"), votes=False)
    factories.a_seat(paper.work.committee, paper.work.author)  # out by rule: it is the author's own proposal
    declare_interest(out, fresh(paper.work.project), interest="self", ground="가족", at=now())
    paper.vote(0)
    remind_of_votes(paper.deadline - DAY)
    assert reminded() == set(missing)
    paper.vote(2)
    assert reminded() == set(missing[1:]), "who votes before it is sent is not reminded"


def test_nobody_is_reminded_when_every_vote_is_there(paper: Round) -> None:
    for n in range(5):
        paper.vote(n)
    assert remind_of_votes(paper.deadline - DAY) == 0
    assert not Event.objects.filter(kind=KIND).exists()


@pytest.mark.parametrize(
    ("before", "due"),
    [(timedelta(hours=25), 0), (timedelta(hours=24), 1), (timedelta(minutes=1), 1), (timedelta(0), 0)],
)
def test_it_comes_within_the_last_day_and_not_after_the_deadline(
    paper: Round, before: timedelta, due: int
) -> None:
    assert remind_of_votes(paper.deadline - before) == due


@pytest.mark.parametrize("state", ["draft", "called", "closed", "cancelled"])
def test_only_an_open_vote_is_reminded_of(paper: Round, state: str) -> None:
    Session.objects.filter(pk=paper.session.pk).update(state=state)
    assert remind_of_votes(paper.deadline - DAY) == 0


def test_a_short_vote_is_reminded_of_in_its_second_half() -> None:
    begins = now()
    short = Session(way="written", starts_at=begins, ends_at=begins + timedelta(hours=6))
    assert remind_from(short) == begins + timedelta(hours=3)


def test_the_clock_is_set_and_its_task_runs(paper: Round) -> None:
    entry = configured.CELERY_BEAT_SCHEDULE["votes-in-writing"]
    assert entry["task"] == tasks.remind_of_votes.name
    Session.objects.filter(pk=paper.session.pk).update(
        starts_at=now() - 2 * DAY, ends_at=now() + timedelta(hours=1)
    )
    tasks.remind_of_votes()
    assert Event.objects.filter(kind=KIND).count() == 1
