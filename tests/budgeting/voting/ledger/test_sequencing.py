"""From the box to the ledger: batches, heads, the close, and what is kept outside the database."""

from datetime import timedelta
from threading import Barrier, local
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from budgeting.voting import keeping
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.ledgering import ledger_lock
from budgeting.voting.domain.sequencing import digest_of, sequence, sequence_due
from budgeting.voting.ledger import lines, merkle
from budgeting.voting.models import LedgerEntry, SealedBallot, TreeHead
from budgeting.voting.promising import MERGE_DELAY
from budgeting.voting.refusals import LedgerBehind
from budgeting.voting.tiles import Tiles
from civic.common import locks
from tests.budgeting.voting import making
from tests.races.ballots import at_once

pytestmark = pytest.mark.django_db


def logged():
    return list(LedgerEntry.objects.filter(kind="ballot").order_by("index"))


def is_whole(group):
    """Every head is signed, names the one before it, and is the beginning of the next."""
    heads = list(TreeHead.objects.filter(group=group).order_by("size"))
    previous = bytes(32)
    for head in heads:
        text = lines.head_text(group.pk, head.size, bytes(head.root), bytes(head.previous), head.at)
        assert lines.is_signed(bytes(group.log_key), text, bytes(head.signature))
        assert bytes(head.previous) == previous
        assert bytes(head.root) == merkle.root(head.size, Tiles(group).node)
        previous = digest_of(head)
    assert heads[-1].size == LedgerEntry.objects.filter(group=group).count()
    return heads


def test_nine_ballots_wait_and_ten_are_a_batch_in_the_order_of_commitments():
    people = making.voters(10)
    vote = making.a_vote()
    for person in people[:9]:
        vote.cast(person, 0)
    assert sequence(vote.group, timezone.now()) == 0
    assert [one.kind for one in LedgerEntry.objects.all()] == ["open"]
    vote.cast(people[9], 0)
    assert sequence(vote.group, timezone.now()) == 10
    found = [bytes(one.commitment) for one in logged()]
    assert found == sorted(found)
    assert set(found) == {bytes(one.commitment) for one in SealedBallot.objects.all()}
    assert [head.size for head in is_whole(vote.group)] == [1, 11]


def test_nothing_is_added_twice_and_no_head_is_signed_for_nothing(kim):
    vote = making.a_vote()
    vote.cast(kim, 0)
    assert [sequence(vote.group, timezone.now(), everything=True) for _ in range(3)] == [1, 0, 0]
    assert TreeHead.objects.count() == 1


def test_a_changed_ballot_names_the_one_that_it_replaces(kim):
    vote = making.a_vote()
    first = vote.cast(kim, 0)
    sequence(vote.group, timezone.now(), everything=True)
    second = vote.cast(kim, 1)
    third = vote.cast(kim, 2)
    sequence(vote.group, timezone.now(), everything=True)
    bodies = {one.body["commitment"]: one.body.get("replaces") for one in logged()}
    assert bodies == {
        first.commitment.hex(): None,
        second.commitment.hex(): first.commitment.hex(),
        third.commitment.hex(): second.commitment.hex(),
    }


def test_what_waits_is_taken_once_in_every_ten_minutes(kim, lee):
    cache.clear()
    vote = making.a_vote()
    start = timezone.now().replace(minute=20, second=5)
    vote.cast(kim, 0)
    sequence_due(start)
    assert len(logged()) == 1
    vote.cast(lee, 0)
    sequence_due(start + timedelta(minutes=5))
    assert len(logged()) == 1
    sequence_due(start + timedelta(minutes=10))
    assert len(logged()) == 2


def test_a_ballot_is_in_the_ledger_before_its_promise_is_due(kim):
    vote = making.a_vote()
    at = timezone.now()
    made = vote.cast(kim, 0).promise
    assert made.due - at <= MERGE_DELAY
    assert made.due > at + timedelta(minutes=10)
    assert made.due.minute % 10 == made.due.second == 0
    text = lines.receipt_text(vote.group.pk, made.commitment, made.due)
    assert lines.is_signed(bytes(vote.group.log_key), text, made.signature)
    later = lines.receipt_text(vote.group.pk, made.commitment, made.due + timedelta(minutes=10))
    assert not lines.is_signed(bytes(vote.group.log_key), later, made.signature)


def test_the_close_takes_in_what_waited_and_ends_the_ballots(kim, lee):
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.cast(kim, 1)
    vote.cast(lee, 1)
    vote.close()
    last = LedgerEntry.objects.order_by("index").last()
    assert (last.kind, last.body) == ("close", {"ballots": 3, "voters": 2})
    is_whole(vote.group)


@pytest.mark.django_db(transaction=True)
def test_the_last_head_is_kept_outside_the_database_and_an_older_database_takes_no_ballots():
    people = making.voters(12)
    vote = making.a_vote()
    for person in people[:10]:
        vote.cast(person, 0)
    sequence(vote.group, timezone.now())
    assert keeping.kept(vote.group.pk).size == 11
    vote.cast(people[10], 0)  # the control: a whole database goes on
    head = TreeHead.objects.get()
    keeping.keep(TreeHead(group=vote.group, size=14, root=head.root, at=head.at))
    with pytest.raises(LedgerBehind) as no:
        vote.cast(people[11], 0)
    assert (no.value.params, no.value.status) == ({"found": 11, "kept": 14, "gap": 3}, 503)
    assert "14" in str(no.value)
    assert SealedBallot.objects.count() == 11
    keeping.keep(head)  # the old database's own head does not displace what was kept
    assert keeping.kept(vote.group.pk).size == 14


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_sequencers_at_once_make_one_ledger_while_people_vote():
    people = making.voters(40)
    vote = making.a_vote()
    for person in people[:20]:
        vote.cast(person, 0)
    casts = [lambda p=p: [vote.cast(p, 1), vote.cast(p, 2)] for p in people[16:24]]
    runs = [lambda: sequence(vote.group, timezone.now(), everything=True) for _ in range(8)]
    results = at_once([*runs, *casts])
    assert not [one for one in results if isinstance(one, Exception)], results
    sequence(vote.group, timezone.now(), everything=True)
    assert len(logged()) == SealedBallot.objects.count() == 36
    is_whole(vote.group)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_sequencers_collide(monkeypatch):
    """The control: the database's constraints are the last word, and it comes to that."""
    from budgeting.voting.domain import sequencing

    vote = making.a_vote()
    barrier, met, plain = Barrier(2), local(), sequencing.size_of

    def held(group):
        size = plain(group)
        if not getattr(met, "done", False):
            met.done = True
            barrier.wait(20)
        return size

    monkeypatch.setattr(locks, "attempt", lambda _name: True)
    monkeypatch.setattr(sequencing, "size_of", held)
    results = at_once([lambda: sequence(vote.group, timezone.now(), everything=True) for _ in range(2)])
    assert any(isinstance(one, Exception) for one in results)
    assert LedgerEntry.objects.count() == 1


def test_a_sequencer_goes_home_where_another_is_at_work(kim):
    from django.db import connections, transaction

    vote = making.a_vote()
    vote.cast(kim, 0)
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [locks.key(ledger_lock(vote.group.pk))])
        with transaction.atomic():
            assert sequence(vote.group, timezone.now(), everything=True) == 0
        assert not LedgerEntry.objects.exists()
        with other.cursor() as cursor:
            cursor.execute("ROLLBACK")  # closing alone lets go of the lock a moment later
    finally:
        other.close()
    assert sequence(vote.group, timezone.now(), everything=True) == 1


def test_the_same_form_again_promises_the_same_ballot(kim):
    vote, form = making.a_vote(), uuid4()
    first, second = (cast_ballot(kim, vote.cycle, vote.choose(0), form) for _ in range(2))
    assert first.promise.commitment == second.promise.commitment
