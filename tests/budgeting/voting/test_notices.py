"""The notices of a vote: who hears what, and what nobody can read from them."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from budgeting.voting.domain import relaying
from budgeting.voting.domain.relaying import relay_notices
from budgeting.voting.domain.reminding import set_reminder
from budgeting.voting.domain.watching import watch
from budgeting.voting.models import VotingNotice
from civic.common.dates import moment_text, plain
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def people_of(event):
    return set(registry[event.kind].recipients(event))


def odd_minute():
    """A moment at which a small batch has to wait."""
    at = timezone.now()
    return at.replace(minute=at.minute - at.minute % 10 + 3)


def test_fewer_than_ten_notices_wait(kim, lee):
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.cast(lee, 0)
    assert relay_notices(vote.group) == 0
    assert VotingNotice.objects.count() == 2
    assert not Event.objects.filter(kind="voting.ballot_recorded").exists()


def test_ten_notices_go_out_together_each_to_its_voter_without_a_ballot():
    people = making.voters(10)
    vote = making.a_vote()
    cast = [vote.cast(person, 0) for person in people]
    assert relay_notices(vote.group) == 10
    events = Event.objects.filter(kind="voting.ballot_recorded")
    assert set().union(*(people_of(event) for event in events)) == set(people)
    assert not VotingNotice.objects.exists()
    for event in events:
        for receipt in cast:
            assert receipt.code not in str(event.params)
            assert receipt.commitment.hex() not in str(event.params)


def test_the_batch_is_shuffled(monkeypatch):
    shuffled = []
    monkeypatch.setattr(
        relaying.secrets.SystemRandom,
        "shuffle",
        lambda _self, rows: (shuffled.append(len(rows)), rows.reverse()),
    )
    people = making.voters(10)
    vote = making.a_vote()
    for person in people:
        vote.cast(person, 0)
    relay_notices(vote.group)
    assert shuffled == [10]


def test_every_ten_minutes_and_at_the_close_everything_goes_out(kim, lee):
    vote = making.a_vote()
    vote.cast(kim, 0)
    watch(odd_minute())
    assert VotingNotice.objects.count() == 1
    watch(odd_minute() - timedelta(minutes=3))
    assert VotingNotice.objects.count() == 0
    vote.cast(lee, 0)
    vote.close()
    assert VotingNotice.objects.count() == 0
    assert Event.objects.filter(kind="voting.ballot_recorded").count() == 2


def test_a_changed_ballot_is_told_again(kim):
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.cast(kim, 1)
    relay_notices(vote.group, everything=True)
    assert Event.objects.filter(kind="voting.ballot_recorded").count() == 2


def test_the_opening_is_told_once_to_the_roll(kim, newcomer):
    vote = making.a_vote()
    late = factories.a_resident("late")
    watch(odd_minute())
    watch(odd_minute())
    event = Event.objects.get(kind="voting.opened")
    assert people_of(event) == {kim}
    assert late not in people_of(event)
    assert vote.group.opened_at is not None


def test_the_reminder_goes_to_those_who_asked_whether_they_voted_or_not(kim, lee, newcomer):
    vote = making.a_vote()
    for person in (kim, newcomer):
        set_reminder(person, vote.cycle, wanted=True)
    vote.cast(kim, 0)
    vote.cast(lee, 0)
    watch(odd_minute())
    assert not Event.objects.filter(kind="voting.closing_soon").exists()
    making.end_voting(vote.cycle, timezone.now() + timedelta(hours=20))
    watch(odd_minute())
    watch(odd_minute())
    event = Event.objects.get(kind="voting.closing_soon")
    assert people_of(event) == {kim, newcomer}
    closes = vote.closes_at
    for language in ("ko", "en"):  # the reader's, not the worker's
        with translation.override(language):
            assert plain(moment_text(closes)) in rendered(event).body
