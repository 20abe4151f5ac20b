"""Classes of voters: fixed with the roll, sealed with the ballot, opened only where nobody is recognised by it."""

from collections import Counter
from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from budgeting.cycles.models import RuleSet
from budgeting.cycles.wording import rules_in_words
from budgeting.results.domain.counting import count_votes
from budgeting.results.models import Count
from budgeting.voting import keys, sealing
from budgeting.voting.classes import CITIZENS, Cell, Classes
from budgeting.voting.domain import casting
from budgeting.voting.models import ClassMember, OpenedBallot, SealedBallot, VotingGroup
from budgeting.voting.queries import class_of
from budgeting.voting.refusals import BoxDoesNotMatch
from civic.accounts import electors
from civic.accounts.actors import System
from civic.accounts.models import User
from civic.audit.models import Entry
from tests.budgeting.voting import making
from tests.budgeting.voting.schooling import WEIGHTS, graduated

JONGNO, SEONGBUK = "1111000000", "1129000000"


def a_weighted_vote(**more: object) -> making.Vote:
    return making.a_vote(count_rule="class-weighted", **{"weights": WEIGHTS, **more})


def a_vote_by_district(**more: object) -> making.Vote:
    """One envelope whose projects belong to districts: ballots name the district of their voter."""
    vote = making.a_vote(
        prepared=False, open_now=False, own_borough_only=True, count_rule="class-weighted",
        **{"weights": WEIGHTS, **more},
    )  # fmt: skip
    for one, code in zip(vote.projects, (JONGNO, JONGNO, SEONGBUK), strict=True):
        type(one).objects.filter(pk=one.pk).update(area=code)
    making.begin(vote)
    return vote


def counted(vote: making.Vote) -> None:
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))


@pytest.fixture
def people(db: None) -> list[User]:
    """Twelve with a certificate, fifteen without."""
    everybody = making.voters(27)
    graduated(everybody[:12])
    return everybody


def test_members_are_written_down_with_the_roll_and_its_record_names_their_hash(people: list[User]) -> None:
    group = a_weighted_vote().group
    assert group.classes == {
        "names": ["graduates"],
        "minimum": 10,
        "by_area": False,
        "cells": [{"class": "graduates", "area": "", "members": 12}],
    }
    assert {one.uuid for one in people[:12]} == set(ClassMember.objects.values_list("resident", flat=True))
    entry = Entry.objects.get(verb="voting.roll_fixed")
    assert entry.data["classes"] == group.classes
    assert entry.data["classes_sha256"] == bytes(group.classes_hash or b"").hex() != ""


def test_a_later_certificate_changes_nothing_and_the_list_stands_still(people: list[User]) -> None:
    group = a_weighted_vote().group
    graduated(people[12:13])
    assert class_of(group, people[12]) == CITIZENS
    assert class_of(group, people[0]) == "graduates"
    row = {"group": group, "resident": people[12].uuid, "name": "graduates", "apart": True}
    with pytest.raises(DatabaseError, match="fixed"), transaction.atomic():
        ClassMember.objects.create(**row)
    with pytest.raises(DatabaseError), transaction.atomic():
        ClassMember.objects.update(apart=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        ClassMember.objects.all().delete()
    with pytest.raises(DatabaseError, match="fixed roll"), transaction.atomic():
        VotingGroup.objects.update(classes={})


def test_nine_members_are_no_class_and_their_ballots_carry_no_seal(db: None) -> None:
    everybody = making.voters(20)
    graduated(everybody[:9])
    vote = a_weighted_vote()
    assert vote.group.classes["cells"] == []
    assert class_of(vote.group, everybody[0]) == CITIZENS
    vote.cast(everybody[0], 0)
    counted(vote)
    assert OpenedBallot.objects.get().class_seal is None


def test_the_least_number_is_ten_or_more_whoever_writes_it(people: list[User]) -> None:
    vote = a_weighted_vote(class_minimum=13, open_now=False)
    assert vote.group.classes["cells"] == []
    with pytest.raises(IntegrityError, match="rules_hide_small_classes"), transaction.atomic():
        RuleSet.objects.update(class_minimum=9)


def test_where_ballots_name_a_district_a_class_counts_apart_by_district(db: None) -> None:
    here, there = making.voters(14), making.voters(14, SEONGBUK, "far")
    graduated([*here[:11], *there[:9]])
    group = a_vote_by_district().group
    assert group.classes["cells"] == [{"class": "graduates", "area": JONGNO, "members": 11}]
    assert (class_of(group, here[0]), class_of(group, there[0])) == ("graduates", CITIZENS)


def test_who_belongs_to_two_classes_votes_in_the_one_that_weighs_more(
    people: list[User], monkeypatch
) -> None:
    monkeypatch.setitem(
        electors.registry._things,
        "survey",
        lambda _at: User.objects.filter(pk__in=[one.pk for one in people]),
    )
    vote = a_weighted_vote(weights={"citizens": 50, "graduates": 20, "survey": 30})
    assert vote.group.classes["names"] == ["survey", "graduates"]
    assert {one.name for one in ClassMember.objects.all()} == {"survey"}
    with translation.override("en"):
        words = " ".join(row.value for row in rules_in_words(RuleSet.objects.get()))
    assert "first of these: an outside survey panel, graduates of the budget school." in words


def test_a_rule_set_that_weighs_no_class_writes_none_and_seals_none(people: list[User]) -> None:
    vote = making.a_vote()
    assert vote.group.classes == {}
    vote.cast(people[0], 0)
    counted(vote)
    assert not ClassMember.objects.exists()
    assert OpenedBallot.objects.get().class_seal is None
    assert Count.objects.get().classes == {}


def test_classes_are_opened_to_the_seals_where_all_of_them_are_large_enough(people: list[User]) -> None:
    vote = a_weighted_vote()
    for person in people:
        vote.cast(person, 0)
    counted(vote)
    rows = list(OpenedBallot.objects.all())
    assert Counter(one.voter_class for one in rows) == {"graduates": 12, CITIZENS: 15}
    for one in rows:
        seal = sealing.class_seal(bytes(one.class_nonce or b""), one.voter_class)
        assert seal == bytes(one.class_seal or b"")


@pytest.mark.parametrize(("graduates", "citizens"), [(9, 15), (12, 9), (0, 15)])
def test_with_nine_ballots_on_either_side_no_class_is_opened(
    people: list[User], graduates: int, citizens: int
) -> None:
    vote = a_weighted_vote()
    for person in [*people[:graduates], *people[12 : 12 + citizens]]:
        vote.cast(person, 0)
    counted(vote)
    rows = list(OpenedBallot.objects.all())
    assert len({bytes(one.class_seal or b"") for one in rows}) == graduates + citizens  # all carry one
    assert {(one.voter_class, one.class_nonce) for one in rows} == {("", None)}
    assert Count.objects.get().classes["cells"][0]["ballots"] is None


def test_a_changed_ballot_counts_once_in_its_class(people: list[User]) -> None:
    vote = a_weighted_vote()
    for person in people:
        vote.cast(person, 0)
    vote.cast(people[0], 1)
    counted(vote)
    assert OpenedBallot.objects.filter(voter_class="graduates").count() == 12


def test_a_ballot_that_was_sealed_in_another_class_than_the_fixed_list_says_stops_the_count(
    people: list[User], monkeypatch
) -> None:
    """Whoever can write into the box while people vote cannot give a citizen a graduate's weight."""
    vote = a_weighted_vote()
    for person in people[:26]:
        vote.cast(person, 0)
    plain = casting.look
    monkeypatch.setattr(casting, "look", lambda *given: replace(plain(*given), class_name="graduates"))
    vote.cast(people[26], 0)
    vote.close()
    with pytest.raises(BoxDoesNotMatch):
        count_votes(System("test"), making.fresh(vote.cycle))
    assert not OpenedBallot.objects.exists()


def test_the_seal_of_a_class_tells_nothing_without_the_key(people: list[User]) -> None:
    vote = a_weighted_vote()
    vote.cast(people[0], 0)
    key = keys.hmac_key(vote.group.pk)
    opening = sealing.unseal(keys.private_key(vote.group.pk), bytes(SealedBallot.objects.get().sealed))
    hiding = sealing.class_nonce(key, opening.nonce)
    assert opening.class_seal == sealing.class_seal(hiding, "graduates")
    assert opening.class_seal != sealing.class_seal(opening.nonce, "graduates")
    assert hiding != sealing.class_nonce(bytes(32), opening.nonce)


NAMES = (CITIZENS, "graduates", "survey")


@given(st.lists(st.integers(0, 25), min_size=9, max_size=9))
def test_no_opened_area_holds_fewer_than_ten_ballots_of_any_class(sizes: list[int]) -> None:
    cells = (Cell("graduates", "a", 25), Cell("survey", "a", 25), Cell("graduates", "b", 25))
    cast = {
        area: Counter(dict(zip(NAMES, sizes[3 * at :], strict=False)))
        for at, area in enumerate(("a", "b", "c"))
    }
    opened = Classes(("graduates", "survey"), 10, True, cells).opened(cast)
    assert "c" not in opened
    assert ("a" in opened) == (min(cast["a"].values()) >= 10)
    assert ("b" in opened) == (min(cast["b"][CITIZENS], cast["b"]["graduates"]) >= 10)


def test_voters_read_what_their_ballot_counts_as_before_they_cast_it(client, db: None) -> None:
    here, there = making.voters(14), making.voters(14, SEONGBUK, "far")
    graduated([*here[:11], *there[:9]])
    vote = a_vote_by_district()
    for person, own in (
        (here[0], "your ballot counts in the class"),
        (there[0], "Your ballot therefore counts as a citizen&#x27;s"),
        (here[13], None),
    ):
        client.force_login(person)
        client.cookies["django_language"] = "en"
        pages = [client.get(f"/vote/{vote.cycle.slug}/"), client.get(f"/vote/{vote.cycle.slug}/review/")]
        for page in pages:
            assert ("Your class in this vote" in page.content.decode()) == (own is not None)
            assert own is None or own in page.content.decode()
        assert "11 people" in pages[0].content.decode()
    answer = client.get(f"/api/v1/votes/{vote.cycle.slug}/").json()
    assert answer["voter_class"] == "citizens"
