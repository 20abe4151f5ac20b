"""Closing, counting, publishing."""

import json

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from budgeting.counting import read_pb
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.domain.recounting import recount
from budgeting.results.models import Count, Standing
from budgeting.results.refusals import (
    AlreadyCounted,
    AlreadyPublished,
    CannotBeCounted,
    NotClosedYet,
    NotCounted,
    SameOfficer,
)
from budgeting.voting.models import OpenedBallot
from budgeting.voting.refusals import BoxDoesNotMatch
from civic.accounts.actors import System
from civic.common.refusals import NotAllowed
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything_published(settings):
    settings.BALLOT_FILE_MINIMUM = 1


def a_counted_vote(officer, ballots=((0,), (0, 1), (0, 1), (2,)), **rules):
    """A vote with one voter for each ballot, closed and counted by the officer."""
    people = making.voters(len(ballots))
    vote = making.a_vote((600, 500, 400), **rules)
    for person, places in zip(people, ballots, strict=True):
        vote.cast(person, *places)
    vote.close()
    count_votes(officer, making.fresh(vote.cycle))
    return vote


def test_the_count_takes_most_votes_first_and_skips_what_does_not_fit(oh):
    vote = a_counted_vote(oh)
    found = [(s.project, s.funded, int(s.votes)) for s in Standing.objects.order_by("rank")]
    assert found == [
        (vote.projects[0], True, 3),
        (vote.projects[1], False, 2),
        (vote.projects[2], True, 1),
    ]


def test_only_the_last_ballot_of_a_voter_counts(oh, kim):
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.cast(kim, 1)
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    assert Count.objects.get().ballots == 1
    assert [int(s.votes) for s in Standing.objects.order_by("project")] == [0, 1, 0]


def test_opened_ballots_stand_in_the_order_of_their_commitments(oh):
    a_counted_vote(oh)
    order = [bytes(one.commitment) for one in OpenedBallot.objects.order_by("pk")]
    assert order == sorted(order)


def test_void_ballots_are_left_out_and_numbered(oh):
    a_counted_vote(oh, ballots=((0,), (0, 1), (0, 1, 2)), picks_max=1, invalid_rule="void")
    row = Count.objects.get().envelopes.get()
    assert (row.ballots, row.voids) == (1, 2)


def test_blank_ballots_count_as_voters(oh):
    a_counted_vote(oh, ballots=((0,), ()))
    row = Count.objects.get().envelopes.get()
    assert (row.ballots, row.blanks) == (2, 1)


def test_a_vote_is_counted_once_and_after_its_close(oh, kim):
    vote = making.a_vote()
    vote.cast(kim, 0)
    with pytest.raises(NotClosedYet):
        count_votes(oh, vote.cycle)
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    with pytest.raises(AlreadyCounted):
        count_votes(oh, making.fresh(vote.cycle))


def test_a_ballot_that_was_exchanged_in_the_box_stops_the_count(oh, kim, lee):
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.cast(lee, 1)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE voting_sealedballot a SET sealed = b.sealed FROM voting_sealedballot b WHERE a.id <> b.id"
        )
        cursor.execute("RESET session_replication_role")
    vote.close()
    with pytest.raises(BoxDoesNotMatch):
        count_votes(oh, making.fresh(vote.cycle))
    assert not OpenedBallot.objects.exists()


def test_whoever_counted_cannot_publish_not_even_as_administrator(admin):
    vote = a_counted_vote(admin)
    with pytest.raises(SameOfficer):
        publish_results(admin, making.fresh(vote.cycle))


def test_the_database_refuses_one_person_for_both(oh):
    a_counted_vote(oh)
    with pytest.raises(DatabaseError), transaction.atomic():
        Count.objects.update(published_by=oh)


def test_the_budget_officer_does_not_publish(oh, kim):
    vote = a_counted_vote(oh)
    for person in (kim, factories.a_staff_member("ryu", "budget")):
        with pytest.raises(NotAllowed):
            publish_results(person, making.fresh(vote.cycle))


def test_publishing_moves_the_projects(oh, jang):
    vote = a_counted_vote(oh)
    publish_results(jang, making.fresh(vote.cycle))
    for project, state in zip(vote.projects, ("funded", "not_funded", "funded"), strict=True):
        project.refresh_from_db()
        assert project.state == state
    with pytest.raises(AlreadyPublished):
        publish_results(jang, making.fresh(vote.cycle))


def test_nothing_can_be_published_before_it_was_counted(jang):
    with pytest.raises(NotCounted):
        publish_results(jang, making.a_vote().cycle)


def test_figures_of_a_count_do_not_change(oh):
    a_counted_vote(oh)
    for change in (
        "UPDATE results_count SET ballots = 0",
        "UPDATE results_standing SET votes = 0",
        "DELETE FROM results_standing",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_a_recount_finds_the_same(oh, capsys):
    vote = a_counted_vote(oh)
    assert list(recount(making.fresh(vote.cycle))) == []
    call_command("recount", vote.cycle.slug)


def test_a_recount_finds_what_was_altered(oh):
    vote = a_counted_vote(oh)
    emptied = "UPDATE voting_openedballot SET choices = jsonb_set(choices, %s, '[]') WHERE commitment = "
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            emptied + "(SELECT min(commitment::text)::bytea FROM voting_openedballot)", [[vote.envelope.key]]
        )
        cursor.execute("RESET session_replication_role")
    kinds = {one.what for one in recount(making.fresh(vote.cycle))}
    assert {"commitment of a ballot", "profile"} <= kinds


def test_a_stranger_recounts_from_the_downloads(oh, jang, everything_published):
    vote = a_counted_vote(oh)
    publish_results(jang, making.fresh(vote.cycle))
    with default_storage.open(path_of(vote.cycle, f"{vote.envelope.key}.pb"), "r") as file:
        election = read_pb(file)
    assert election.official == [vote.projects[0].number, vote.projects[2].number]
    assert len(election.ballots) == 4
    with default_storage.open(path_of(vote.cycle, "result.json"), "r") as file:
        result = json.load(file)
    assert result["envelopes"][0]["winners"] == election.official
    from budgeting.counting import count

    outcome = count(election.profile(), "greedy", result["envelopes"][0]["options"])
    assert outcome.winners == election.official
    assert outcome.profile_sha256 == result["envelopes"][0]["profile_sha256"]


def test_few_ballots_are_not_published_one_by_one(oh, jang):
    vote = a_counted_vote(oh)
    publish_results(jang, making.fresh(vote.cycle))
    files = set(Count.objects.get().files)
    assert "result.json" in files
    assert not {f"{vote.envelope.key}.pb", "ballots.jsonl"} & files


def test_a_cycle_without_projects_is_not_counted(oh, kim):
    from budgeting.results.refusals import NothingToCount

    vote = making.a_vote(())
    vote.close()
    with pytest.raises(NothingToCount):
        count_votes(System("test"), making.fresh(vote.cycle))


def test_a_least_share_of_ballots_leaves_out_what_fewer_name_and_the_file_says_so(oh, everything_published):
    """Two of five ballots are 40 %: one named by exactly so many stays, one named by fewer is out, money or not."""
    vote = a_counted_vote(oh, ballots=((0,), (0,), (0, 1), (1,), (2,)), support_threshold=40, amount=10_000)
    found = {s.project.pk: (s.funded, int(s.votes), s.step["verdict"]) for s in Standing.objects.all()}
    assert found == {
        vote.projects[0].pk: (True, 3, "selected"),
        vote.projects[1].pk: (True, 2, "selected"),
        vote.projects[2].pk: (False, 1, "below-threshold"),
    }
    row = Count.objects.get().envelopes.get()
    assert (row.rule, row.options["threshold"]) == ("greedy-threshold", "2")


def test_a_share_that_is_no_whole_number_of_ballots_is_rounded_up_and_blank_ballots_are_ballots(oh):
    a_counted_vote(oh, ballots=((0,), (0,), (1,), ()), support_threshold="30.5")
    row = Count.objects.get().envelopes.get()
    assert row.options["threshold"] == "2", "30.5 % of four ballots are 1.22"


def test_a_blank_ballot_is_one_ballot_and_not_two(oh):
    """Two of four ballots are half of them, also where the other two are blank."""
    vote = a_counted_vote(oh, ballots=((0,), (0,), (), ()), support_threshold=50)
    assert Count.objects.get().envelopes.get().options["threshold"] == "2"
    assert Standing.objects.get(project=vote.projects[0]).funded


def test_a_least_share_is_refused_where_no_votes_are_counted(oh):
    with pytest.raises(CannotBeCounted):
        a_counted_vote(oh, ballots=((), ()), method="cumulative", points=5, support_threshold=30)
    assert not Count.objects.exists()
