"""Opened ballots come into being between the close and the publication: the database is asked once for each statement."""

import json

import pgtrigger
import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from django.utils import timezone
from psycopg.errors import RestrictViolation

from budgeting.voting.domain.opened import OpenedRow, write_opened
from budgeting.voting.models import OpenedBallot, VotingGroup
from tests.budgeting.voting import making

REFUSED = (DatabaseError, RestrictViolation)  # COPY speaks to the driver itself
GUARD = "voting.OpenedBallot:opened_after_the_close"


def rows(vote, *marks):
    content = json.dumps({"choices": {vote.envelope.key: []}, "scope": ""}).encode()
    return [OpenedRow(bytes([mark]) * 32, bytes(32), content) for mark in marks]


def by_copy(vote):
    write_opened(vote.group, rows(vote, 1, 2))


def one_by_one(vote):
    for mark in (1, 2):
        OpenedBallot.objects.create(
            group=vote.group, commitment=bytes([mark]) * 32, nonce=bytes(32), choices={}
        )


def of_two_votes(vote):
    """A statement is refused for one vote among those that it writes for."""
    other = making.a_vote()
    other.close()
    given = [
        OpenedBallot(group=one.group, commitment=bytes([mark]) * 32, nonce=bytes(32), choices={})
        for mark, one in ((1, other), (2, vote))
    ]
    OpenedBallot.objects.bulk_create(given)


WAYS = [by_copy, one_by_one, of_two_votes]


def closed():
    vote = making.a_vote()
    vote.close()
    return vote


def published():
    vote = closed()
    VotingGroup.objects.filter(pk=vote.group.pk).update(published_at=timezone.now())
    return vote


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_between_the_close_and_the_publication_ballots_are_opened(way):
    way(closed())
    assert OpenedBallot.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("stage", [making.a_vote, published])
def test_before_and_after_none_is_whichever_way_it_is_written(way, stage):
    vote = stage()
    with pytest.raises(REFUSED, match="between the close and the publication"), transaction.atomic():
        way(vote)
    assert not OpenedBallot.objects.filter(group=vote.group).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [making.a_vote, published])
def test_control_without_the_guard_they_are(stage):
    vote = stage()
    with pgtrigger.ignore(GUARD):
        one_by_one(vote)
    assert OpenedBallot.objects.count() == 2


@pytest.fixture
def elsewhere():
    """Another session, which does not wait."""
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
        yield cursor
    other.close()


PUBLISH = "UPDATE voting_votinggroup SET published_at = clock_timestamp() WHERE id = %s"


@pytest.mark.django_db(transaction=True)
def test_a_publication_waits_for_ballots_that_are_being_opened(elsewhere):
    vote = closed()
    with transaction.atomic():
        by_copy(vote)
        with pytest.raises(OperationalError, match="lock timeout"):
            elsewhere.execute(PUBLISH, [vote.group.pk])
    elsewhere.execute(PUBLISH, [vote.group.pk])


@pytest.mark.django_db(transaction=True)
def test_control_without_the_guard_it_overtakes_them(elsewhere):
    vote = closed()
    with transaction.atomic(), pgtrigger.ignore(GUARD):
        one_by_one(vote)
        elsewhere.execute(PUBLISH, [vote.group.pk])
    assert VotingGroup.objects.get(pk=vote.group.pk).published_at < timezone.now()
    assert OpenedBallot.objects.count() == 2


@pytest.mark.django_db
def test_a_box_of_many_ballots_asks_once():
    vote = closed()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgtype & 1 FROM pg_trigger WHERE tgname LIKE 'pgtrigger_opened_after_the_close%'"
        )
        assert cursor.fetchall() == [(0,)]  # not for each row
    write_opened(vote.group, rows(vote, *range(200)))
    assert OpenedBallot.objects.count() == 200
