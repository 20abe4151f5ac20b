"""Nothing in the tables joins a voter to a ballot: what a curious database administrator would try first."""

import pytest
from django.db import connection

from budgeting.results.domain.counting import count_votes
from budgeting.voting import keys, sealing
from budgeting.voting.models import ClassMember, OpenedBallot, SealedBallot, VotingNotice
from civic.accounts.actors import System
from tests.budgeting.voting import making
from tests.budgeting.voting.schooling import WEIGHTS, graduated

BOX = [SealedBallot, VotingNotice]
PEOPLE = 40


def columns(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, column_default, is_identity FROM information_schema.columns WHERE table_name = %s",
            [model._meta.db_table],
        )
        return cursor.fetchall()


@pytest.mark.django_db
@pytest.mark.parametrize("model", BOX)
def test_a_box_table_has_no_time_no_sequence_and_no_key_to_a_person(model):
    for name, kind, default, identity in columns(model):
        assert "time" not in kind, name
        assert kind != "date", name
        assert identity == "NO", name
        assert not default or "nextval" not in default, name
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
            [model._meta.db_table],
        )
        assert {row[0] for row in cursor.fetchall()} == {"voting_votinggroup"}


@pytest.mark.django_db(transaction=True)
def test_transactions_and_places_on_the_disk_do_not_join_the_roll_to_the_box():
    """By xmin (who wrote what together) no row of the box meets a row that names a person."""
    people = making.voters(PEOPLE)
    vote = making.a_vote()
    for person in people:
        vote.cast(person, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM voting_sealedballot")
        box = {row[0] for row in cursor.fetchall()}
        for table in (
            "voting_rollentry",
            "accounts_user",
            "audit_entry",
            "notifications_event",
            "django_session",
            "voting_reminder",
        ):
            cursor.execute(f"SELECT DISTINCT xmin::text FROM {table}")
            assert not box & {row[0] for row in cursor.fetchall()}, table


@pytest.mark.django_db(transaction=True)
def test_the_opened_box_keeps_nothing_of_the_order_or_transactions_of_casting():
    people = making.voters(PEOPLE)
    vote = making.a_vote()
    cast = [vote.cast(person, 0).commitment for person in people]
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    opened = [bytes(one.commitment) for one in OpenedBallot.objects.order_by("pk")]
    assert opened == sorted(cast)
    in_place = sum(one == other for one, other in zip(cast, opened, strict=True))
    assert in_place <= 5
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM voting_openedballot")
        assert cursor.fetchone()[0] == 1


@pytest.mark.django_db
def test_a_slot_names_its_voter_only_to_the_holder_of_the_key(kim):
    vote = making.a_vote()
    vote.cast(kim, 0)
    stored = bytes(SealedBallot.objects.get().slot)
    assert stored == sealing.slot(keys.hmac_key(vote.group.pk), vote.group.pk, kim.uuid)
    assert stored != sealing.slot(bytes(32), vote.group.pk, kim.uuid)


@pytest.mark.django_db(transaction=True)
def test_the_list_of_a_class_joins_nobody_to_a_ballot_of_that_class():
    """Neither what a sealed ballot looks like, nor transactions, nor the order of an opened class: at chance level.

    The control is the order in which the members stand on the list: it would join every one of them.
    """
    people = making.voters(PEOPLE)
    graduated(people[: PEOPLE // 2])
    vote = making.a_vote(count_rule="class-weighted", weights=WEIGHTS)
    cast = {person.uuid: vote.cast(person, 0).commitment for person in people}
    assert len({len(bytes(one.sealed)) for one in SealedBallot.objects.all()}) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM voting_sealedballot")
        box = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT xmin::text FROM voting_classmember")
        assert not box & {row[0] for row in cursor.fetchall()}
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    listed = [cast[one.resident] for one in ClassMember.objects.order_by("pk")]
    opened = OpenedBallot.objects.filter(voter_class="graduates").order_by("pk")
    shown = [bytes(one.commitment) for one in opened]
    assert sorted(listed) == shown
    assert hits(listed, shown) <= 6  # by chance one of twenty, seven or more once in ten thousand runs
    assert hits(listed, listed) == PEOPLE // 2


def hits(guessed, there):
    return sum(one == other for one, other in zip(guessed, there, strict=True))
