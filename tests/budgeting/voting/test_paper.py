"""Slips: two people read them blind, a third decides, the batch closes when slips are marks, and they are counted."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.recounting import recount
from budgeting.results.models import Count
from budgeting.voting import slips
from budgeting.voting.ballots import paper
from budgeting.voting.domain.closing_paper import close_batch
from budgeting.voting.domain.entering import begin_batch, begin_second, drop_slip, enter_slip, finish_reading
from budgeting.voting.domain.placing import number_slips
from budgeting.voting.domain.resolving import resolve_slip
from budgeting.voting.models import LedgerEntry, OpenedBallot, PaperBatch, SlipReading, SlipRun
from budgeting.voting.refusals import (
    BatchExists,
    NothingToResolve,
    PaperStaysSealed,
    ReadingFinished,
    ReadingsUnfinished,
    SamePerson,
    SlipNotOfPlace,
    SlipsAreNotMarks,
    StillDifferent,
    ThirdPerson,
)
from civic.accounts.actors import System
from civic.common.refusals import NotAllowed
from tests import factories
from tests.budgeting.voting import booths, making

pytestmark = pytest.mark.django_db


class Station:
    """A vote that is over: ``people`` voted on paper at one place (``web`` on the site), and three officers stand ready."""

    def __init__(self, people=2, web=None, **rules):
        self.first, self.second, self.third = (booths.a_clerk(name) for name in ("first", "second", "third"))
        self.voters = making.voters(people)
        self.vote = booths.a_vote(**rules)
        self.place = booths.a_place(self.vote)
        for voter in self.voters:
            booths.come(voter, self.place, self.first)
        self.web = self.vote.cast(web, 2) if web else None
        self.vote.end()
        self.place = self.vote.cycle.places.get()

    def entered(self, seen, other=None):
        return booths.entered(self.place, self.first, self.second, seen, other)

    def read(self, *places, **more):
        return booths.read(self.vote, *places, **more)

    def choices(self):
        return sorted(
            (row.channel, row.choices.get(self.vote.envelope.key)) for row in OpenedBallot.objects.all()
        )


def count(station):
    station.vote.close()
    return count_votes(System("test"), making.fresh(station.vote.cycle))


def numbers(station, *places):
    return [station.vote.projects[at].number for at in places]


def test_slips_that_two_people_read_alike_are_counted_as_paper_beside_the_web(kim):
    station = Station(web=kim)
    batch = close_batch(station.third, station.entered({1: station.read(0), 4: station.read(0, 1)}))
    result = count(station)
    assert station.choices() == [
        ("paper", sorted(numbers(station, 0))),
        ("paper", sorted(numbers(station, 0, 1))),
        ("web", numbers(station, 2)),
    ]
    assert result.channels == {"paper": 2, "web": 1}
    logged = LedgerEntry.objects.get(kind="paper_batch").body
    opened = {bytes(row.commitment).hex() for row in OpenedBallot.objects.filter(channel="paper")}
    assert (batch.slips, set(logged["commitments"])) == (2, opened)
    assert station.web.commitment.hex() not in opened
    assert list(recount(making.fresh(station.vote.cycle))) == []


def test_a_second_reader_is_another_person_whoever_asks():
    station = Station()
    batch = begin_batch(station.first, station.place)
    with pytest.raises(SamePerson):
        begin_second(station.first, batch)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperBatch.objects.filter(pk=batch.pk).update(confirmed_by=station.first)
    begin_second(station.second, batch)
    with pytest.raises(ReadingFinished):
        begin_second(station.third, batch)
    with pytest.raises(BatchExists):
        begin_batch(station.third, station.place)


def test_a_third_person_decides_and_neither_reader_can():
    station = Station()
    batch = station.entered(
        {1: station.read(0), 2: station.read(1)}, {1: station.read(0), 2: station.read(2)}
    )
    (found,) = slips.differences(batch.readings.all())
    assert (found.number, found.keys) == (2, [station.vote.envelope.key])
    with pytest.raises(StillDifferent):
        close_batch(station.third, batch)
    for reader in (station.first, station.second):
        with pytest.raises(ThirdPerson):
            resolve_slip(reader, batch, 2, station.read(1))
        with pytest.raises(IntegrityError), transaction.atomic():
            PaperBatch.objects.filter(pk=batch.pk).update(resolved_by=reader)
    with pytest.raises(NothingToResolve):
        resolve_slip(station.third, batch, 1, station.read(1))
    resolve_slip(station.third, batch, 2, station.read(2))
    close_batch(station.second, batch)
    count(station)
    assert station.choices() == [("paper", numbers(station, 0)), ("paper", numbers(station, 2))]


def test_a_mistyped_number_is_no_slip():
    station = Station()
    batch = station.entered(
        {1: station.read(0), 12: station.read(1)}, {1: station.read(0), 2: station.read(1)}
    )
    assert [one.number for one in slips.differences(batch.readings.all())] == [2, 12]
    resolve_slip(station.third, batch, 12, station.read(fate=slips.Fate.NONE))
    resolve_slip(station.third, batch, 2, station.read(1))
    assert close_batch(station.first, batch).slips == 2


@pytest.mark.parametrize("slips_read", [1, 3])
def test_a_batch_closes_only_when_slips_are_marks(slips_read):
    station = Station()
    batch = station.entered({number: station.read(0) for number in range(1, slips_read + 1)})
    with pytest.raises(SlipsAreNotMarks):
        close_batch(station.third, batch)
    assert not LedgerEntry.objects.filter(kind="paper_batch").exists()
    batch.refresh_from_db()
    assert batch.closed_at is None


@pytest.mark.parametrize(("extra", "counted"), [("absent", 1), ("surplus", 2)])
def test_a_slip_that_is_missing_or_too_many_is_entered_as_such(extra, counted):
    station = Station()
    seen = {1: station.read(0), 3: station.read(fate=extra)}
    if extra == "surplus":
        seen[2] = station.read(1)
    assert close_batch(station.third, station.entered(seen)).slips == counted
    assert count(station).ballots == counted


def test_an_open_vote_keeps_its_boxes_sealed(kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    place = booths.a_place(vote)
    booths.come(kim, place, clerk)
    with pytest.raises(PaperStaysSealed):
        begin_batch(clerk, place)


def test_who_has_no_hand_in_paper_is_refused(kim):
    station = Station()
    for person in (
        kim,
        factories.a_staff_member("admin", "administrator"),
        factories.a_staff_member("r", "registrar"),
    ):
        with pytest.raises(NotAllowed):
            begin_batch(person, station.place)
    begin_batch(factories.a_staff_member("oh", "budget"), station.place)


def test_a_slip_of_no_run_is_not_of_this_place():
    station = Station()
    batch = begin_batch(station.first, station.place)
    with pytest.raises(SlipNotOfPlace):
        enter_slip(station.first, batch, 21, station.read(0))
    with pytest.raises(NotAllowed):
        enter_slip(station.second, batch, 1, station.read(0))


def test_a_reading_is_mended_until_it_is_finished_and_then_stays():
    station = Station()
    batch = begin_batch(station.first, station.place)
    enter_slip(station.first, batch, 1, station.read(0))
    enter_slip(station.first, batch, 1, station.read(1))
    enter_slip(station.first, batch, 9, station.read(1))
    drop_slip(station.first, batch, 9)
    assert SlipReading.objects.get().choices == {station.vote.envelope.key: numbers(station, 1)}
    with pytest.raises(ReadingsUnfinished):
        close_batch(station.third, batch)
    finish_reading(station.first, batch)
    with pytest.raises(ReadingFinished):
        enter_slip(station.first, batch, 2, station.read(0))
    for change in (
        lambda: SlipReading.objects.update(choices={}),
        lambda: SlipReading.objects.all().delete(),
        lambda: SlipReading.objects.create(batch=batch, reader="first", number=5),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_closed_batch_never_changes():
    station = Station()
    batch = close_batch(station.third, station.entered({1: station.read(0), 2: station.read(0)}))
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperBatch.objects.filter(pk=batch.pk).update(counted={})
    with pytest.raises(DatabaseError), transaction.atomic():
        SlipReading.objects.create(batch=batch, reader="final", number=5)


@pytest.mark.parametrize(
    ("marked", "reason"), [((0, 1, 2), "too_many"), ((0,), "too_few"), (None, "unreadable")]
)
@pytest.mark.parametrize("invalid_rule", ["block", "void"])
def test_what_is_no_valid_choice_is_reported_and_not_counted(marked, reason, invalid_rule):
    station = Station(picks_min=2, picks_max=2, invalid_rule=invalid_rule)
    bad = booths.unreadable(station.vote) if marked is None else station.read(*marked)
    batch = close_batch(station.third, station.entered({1: bad, 2: station.read(0, 1)}))
    assert batch.rejected == [{"slip": 1, "envelope": station.vote.envelope.key, "reason": reason}]
    row = count(station).envelopes.get()
    published_as_void = invalid_rule == "void" and marked is not None
    assert (row.ballots, row.voids) == (1, int(published_as_void))
    assert Count.objects.get().ballots == 2


def test_a_blank_slip_is_a_blank_vote():
    station = Station(picks_min=2, picks_max=2)
    close_batch(station.third, station.entered({1: station.read(), 2: station.read(0, 1)}))
    assert count(station).envelopes.get().blanks == 1


def test_a_project_withdrawn_after_the_printing_may_stand_on_a_slip():
    station = Station()
    gone = {station.vote.envelope.key: {"99"}}
    (section,) = paper(station.vote.cycle, None).sections
    assert (
        slips.reason_against(section, ["99", numbers(station, 0)[0]], gone[station.vote.envelope.key]) == ""
    )
    assert slips.reason_against(section, ["98"], gone[station.vote.envelope.key]) == "foreign"


def test_numbers_of_a_place_never_come_twice(oh):
    vote = booths.a_vote()
    place = booths.a_place(vote, slips=20)
    run = number_slips(oh, place, count=5)
    assert (run.first, run.last) == (21, 25)
    with pytest.raises(IntegrityError), transaction.atomic():
        SlipRun.objects.create(place=place, first=21, last=30)


def test_slips_of_people_of_a_district_are_entered_for_the_district():
    people = making.voters(2)
    clerk, vote = booths.a_clerk(), booths.a_vote(own_borough_only=True)
    for project in vote.projects:
        project.area = factories.a_borough()
    type(vote.projects[0]).objects.bulk_update(vote.projects, ["area"])
    place = booths.a_place(vote, scope="1111000000")
    marks = [booths.come(voter, place, clerk) for voter in people]
    assert {mark.scope for mark in marks} == {"1111000000"}
    vote.end()
    with pytest.raises(SlipNotOfPlace):
        begin_batch(clerk, place)
    batch = begin_batch(clerk, place, "1111000000")
    enter_slip(clerk, batch, 1, booths.read(vote, 0))


def test_points_and_orders_on_slips_are_counted_as_they_stand():
    station = Station(people=1, method="cumulative", points=10)
    key, (low, high) = station.vote.envelope.key, sorted(numbers(station, 0, 1))
    batch = station.entered({1: slips.Marked("read", {key: [f"{low}=7", f"{high}=3"]})})
    close_batch(station.third, batch)
    station.vote.close()
    count_votes(System("test"), making.fresh(station.vote.cycle))
    opened = OpenedBallot.objects.get()
    assert (opened.choices, opened.points) == ({key: [low, high]}, {key: [7, 3]})


@pytest.mark.parametrize(("typed", "reason"), [(["{0}=7", "{1}=4"], "points"), (["{0}=7", "{1}=3"], "")])
def test_points_have_the_same_limits_on_paper(typed, reason):
    vote = booths.a_vote(method="cumulative", points=10)
    (section,) = paper(vote.cycle, None).sections
    named = [project.number for project in vote.projects]
    assert slips.reason_against(section, [one.format(*named) for one in typed], set()) == reason


@pytest.mark.parametrize(("rule", "found"), [("block", (1, 0)), ("void", (1, 1))])
def test_a_slip_keeps_to_the_limit_of_a_policy_field_as_a_form_does(rule, found):
    station = Station(invalid_rule=rule, picks_per_topic=1)
    with factories.past():
        station.vote.envelope.projects.update(topic=factories.a_topic())
    batch = close_batch(station.third, station.entered({1: station.read(0), 2: station.read(1, 2)}))
    assert [(line["slip"], line["reason"]) for line in batch.rejected] == [(2, "topic")]
    row = count(station).envelopes.get()
    assert (row.ballots, row.voids) == found
